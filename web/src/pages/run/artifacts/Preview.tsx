// One file, shown as what it is.
import { useQuery } from "@tanstack/react-query";
import { SCREEN, fileAddress, fileHead } from "../../../api/artifacts";
import type { ArtifactFile } from "../../../api/types";
import { baseName, kindOf, looksLikeTable } from "../../../lib/files";
import { bytes } from "../../../lib/format";
import { Copy } from "../../../ui/Copy";
import { Markdown } from "../../../ui/Markdown";
import { Trouble } from "../../../ui/states";
import { Either } from "./Either";
import { Frame } from "./Frame";
import { JsonText } from "./Json";
import { Audio, Picture, Video } from "./Media";
import { Pdf } from "./Pdf";
import { Rows } from "./Rows";
import { SourceText } from "./SourceText";

interface Props {
  id: string;
  file: ArtifactFile;
}

/** A document is of use as a whole only, as long as it is not huge. */
const DOCUMENT = 1024 * 1024;

export function Preview({ id, file }: Props) {
  const { path } = file;
  const name = baseName(path);
  return (
    <section className="panel preview" aria-labelledby="file">
      <header>
        <h2 id="file" className="cut" title={path}>
          {name}
        </h2>
        {file.file_size !== undefined && (
          <span className="quiet" title={`${file.file_size} bytes`}>
            {bytes(file.file_size)}
          </span>
        )}
        <Copy text={path} what="the path" />
        <a className="button end" href={fileAddress(id, path)} download={name}>
          Download
        </a>
      </header>
      <Shown id={id} file={file} />
    </section>
  );
}

function Shown({ id, file }: Props) {
  const { path } = file;
  switch (kindOf(path)) {
    case "image":
      return <Picture id={id} path={path} />;
    case "audio":
      return <Audio id={id} path={path} />;
    case "video":
      return <Video id={id} path={path} />;
    case "pdf":
      return <Pdf id={id} path={path} size={file.file_size} />;
    case "table":
      return <Rows id={id} path={path} otherwise={path.toLowerCase().endsWith(".csv") ? <Text id={id} file={file} /> : null} />;
    default:
      return <Text id={id} file={file} />;
  }
}

function Text({ id, file }: Props) {
  const { path } = file;
  const kind = kindOf(path);
  const document = kind === "json" && Number(file.file_size) <= DOCUMENT;
  const query = useQuery(fileHead(id, path, document ? DOCUMENT : undefined));
  if (query.isError && !query.data) return <Trouble what="The file could not be read." error={query.error} again={() => query.refetch()} />;
  if (!query.data) return <p className="quiet">Loading…</p>;
  const { text, whole, size } = query.data;
  if (text === undefined) return <p className="quiet">This file is no text that could be shown here. It can be downloaded.</p>;
  if (size === 0) return <p className="quiet">The file is empty.</p>;
  const cut = !whole && (
    <p className="quiet" role="note">
      first {bytes(SCREEN)} of {bytes(size)}
    </p>
  );
  const source = <SourceText text={text} />;
  if (kind === "html") {
    const written = (
      <>
        {cut}
        {source}
      </>
    );
    return <Either name="Page" shown={<Frame id={id} path={path} head={text} />} source={written} />;
  }
  return (
    <>
      {cut}
      {kind === "markdown" ? (
        <Either name="Text" shown={<Markdown text={text} />} source={source} />
      ) : kind === "json" && looksLikeTable(text) ? (
        <Either name="Table" shown={<Rows id={id} path={path} otherwise={source} />} source={whole ? <JsonText text={text} /> : source} />
      ) : kind === "json" && whole ? (
        <Either name="Tree" shown={<JsonText text={text} />} source={source} />
      ) : (
        source
      )}
    </>
  );
}
