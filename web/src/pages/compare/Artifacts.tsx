// Text and JSON files of two of the runs by their paths, and what differs in the one that the address names.
import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { fileList } from "../../api/fileList";
import { sameFiles } from "../../api/sameFiles";
import { inEach } from "../../lib/firstLines";
import { count } from "../../lib/format";
import { type SharedFile, settled, sharedFiles, toRead } from "../../lib/sharedFiles";
import { Empty } from "../../ui/Empty";
import { useTyped } from "../../ui/useTyped";
import { Trouble } from "../../ui/states";
import { Pair, usePair } from "./Pair";
import { FileDiff } from "./artifacts/FileDiff";
import "../../styles/artifacts.css";
import "../../styles/compared.css";

const route = getRouteApi("/compare");
/** More are found by a part of their name. */
const MOST = 300;

export function Artifacts({ ids }: { ids: string[] }) {
  const { path = "", find = "", show } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: object) => void navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  const [text, type] = useTyped(find, (typed) => set({ find: typed }));
  const pair = usePair(ids);
  const lists = useQueries({ queries: pair.map((id) => fileList(id)) });
  const failed = lists.find((list) => list.isError && !list.data);
  const [before, after] = lists.map((list) => list.data);
  const listed = useMemo(() => before && after && sharedFiles(before.files, after.files), [before, after]);
  const unread = useMemo(() => toRead(listed ?? []), [listed]);
  const read = useQuery({ ...sameFiles(pair, unread), enabled: unread.length > 0 });
  const all = useMemo(() => listed && settled(listed, read.data ?? new Map()), [listed, read.data]);
  // Those that are being read are listed when it is known that they differ.
  const reading = new Set(read.isLoading ? unread.map((file) => file.path) : []);
  const hidden = (file: SharedFile) => file.is === "same" || reading.has(file.path);
  const found = all?.filter((file) => (show === "all" || !hidden(file) || file.path === path) && file.path.toLowerCase().includes(find.trim().toLowerCase()));
  const chosen = all?.find((file) => file.path === path);
  return (
    <>
      <div className="tools">
        <Pair ids={ids} pair={pair} />
        <label>
          <input type="checkbox" checked={show !== "all"} onChange={() => set({ show: show === "all" ? "" : "all" })} /> Only differences
        </label>
        <input type="search" placeholder="Find a file" aria-label="Find a file by a part of its path" value={text} onChange={(event) => type(event.target.value)} />
        <span className="quiet" aria-live="polite">
          {all && told(all, reading.size)}
          {lists.some((list) => list.data?.cut) && ". A run has more files than are listed here."}
        </span>
      </div>
      {failed?.error && <Trouble what="The files of a run could not be listed." error={failed.error} again={() => void failed.refetch()} />}
      {read.isError && !read.data && <Trouble what="Files of the same size could not be compared." error={read.error} again={() => void read.refetch()} />}
      {!failed && !found && <p className="quiet">Loading…</p>}
      {found && all?.length === 0 && <NoFiles pair={pair} />}
      {found && all?.length !== 0 && (
        <div className="compared-files">
          <ul className="file-list" aria-label="Files">
            {found.slice(0, MOST).map((file) => (
              <li key={file.path}>
                <button type="button" className="bare" aria-pressed={file.path === path} title={file.path} onClick={() => set({ path: file.path })}>
                  <span className="cut">{file.path}</span>
                  <span className={file.is === "added" ? "good" : file.is === "removed" ? "bad" : "quiet"}>{WORDS[file.is]}</span>
                </button>
              </li>
            ))}
            {found.length > MOST && <li className="quiet">{found.length - MOST} more; find them by a part of their path.</li>}
            {found.length === 0 && <li className="quiet">No file is left by this choice.</li>}
          </ul>
          {chosen ? (
            <FileDiff key={`${pair.join()} ${path}`} pair={pair} file={chosen} />
          ) : (
            <p className="quiet">{path ? "Neither of the two runs has this file." : "Choose a file to see what differs in it."}</p>
          )}
        </div>
      )}
    </>
  );
}

function NoFiles({ pair }: { pair: string[] }) {
  const code = inEach(pair, "style", ["brief", "polite"], ['mlflow.log_text(f"You answer customers. Be {style}.", "notes.txt")', 'mlflow.log_dict({"model": "small", "style": style}, "config.json")']);
  return (
    <Empty what="These runs have no text files." code={code}>
      <p className="quiet">Text and JSON files that both runs logged under the same path are held against each other here.</p>
    </Empty>
  );
}

const WORDS: Record<SharedFile["is"], string> = { differs: "differs", same: "the same", "same size": "same size, not compared", removed: "only in From", added: "only in To" };

function told(all: SharedFile[], reading: number): string {
  const many = (...kinds: SharedFile["is"][]) => all.filter(({ is }) => kinds.includes(is)).length;
  const differ = `${count(all.length, "text file")}, ${many("differs", "added", "removed")} differ or are in one run only`;
  if (reading > 0) return `${differ}, ${reading} of the same size are being compared`;
  const open = many("same size");
  return open > 0 ? `${differ}, ${open} of the same size were not compared: open them to see` : differ;
}
