// A PDF in the browser's own viewer. The server sends files to be saved, so the viewer gets this one from memory, under
// the type that we say it has: whatever its bytes are, they are never a page of ours.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { wholeFile } from "../../../api/artifacts";
import type { Numeric } from "../../../api/json";
import { baseName } from "../../../lib/files";
import { bytes } from "../../../lib/format";
import { Trouble } from "../../../ui/states";

/** Larger ones are shown when somebody asks for it. */
const UNASKED = 20 * 1024 * 1024;

export function Pdf({ id, path, size }: { id: string; path: string; size: Numeric | undefined }) {
  const [asked, setAsked] = useState(Number(size ?? 0) <= UNASKED);
  const query = useQuery({ ...wholeFile(id, path, "application/pdf"), enabled: asked });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!query.data) return undefined;
    const made = URL.createObjectURL(query.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [query.data]);
  if (!asked) return <button onClick={() => setAsked(true)}>Load {size === undefined ? "it" : bytes(size)} to show it</button>;
  if (query.isError) return <Trouble what="The file could not be read." error={query.error} again={() => query.refetch()} />;
  if (!url) return <p className="quiet">Loading…</p>;
  if (!navigator.pdfViewerEnabled) return <p className="quiet">This browser does not show PDF files. It can be downloaded.</p>;
  return <iframe className="page-frame" src={url} title={baseName(path)} />;
}
