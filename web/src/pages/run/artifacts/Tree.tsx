// The files of a run as a tree, a folder at a time. Folders are listed when they are opened, and drawn in pieces, so that
// 12,000 files in one stay quick. Keys are those of every tree: arrows, Home, End, Enter, and the beginning of a name.
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from "react";
import { folderFiles } from "../../../api/queries";
import type { ArtifactFile } from "../../../api/types";
import { baseName, folderOf, foldersAround } from "../../../lib/files";
import { bytes } from "../../../lib/format";
import { Trouble } from "../../../ui/states";

interface Props {
  id: string;
  /** The path in the address; "" for none. */
  path: string;
  choose: (path: string) => void;
}

interface Within extends Props {
  open: ReadonlySet<string>;
  /** The one that Tab comes to. */
  active: string;
  sought: string;
}

const STEP = 200;
/** No path has a NUL in it, so this is none. */
const MORE = "\0more";

export function Tree({ id, path, choose }: Props) {
  const box = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([...foldersAround(path), path]));
  const [active, setActive] = useState(path);
  const [sought, setSought] = useState("");
  const [seen, setSeen] = useState(path);
  if (seen !== path) {
    // The address has changed: what it names is in sight.
    setSeen(path);
    setActive(path);
    setOpen(new Set([...open, ...foldersAround(path)]));
  }
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
  const toggle = (folder: string, to = !open.has(folder)) => {
    const next = new Set(open);
    if (to) next.add(folder);
    else next.delete(folder);
    setOpen(next);
  };
  const move = (item: HTMLElement | undefined) => {
    if (!item) return;
    setActive(item.dataset.path ?? "");
    item.focus();
  };
  const keys = (event: KeyboardEvent) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items();
    const at = all.indexOf(item);
    const name = item.dataset.path ?? "";
    const expanded = item.ariaExpanded;
    const acts: Record<string, () => void> = {
      ArrowDown: () => move(all[at + 1]),
      ArrowUp: () => move(all[at - 1]),
      Home: () => move(all[0]),
      End: () => move(all.at(-1)),
      ArrowRight: () => (expanded === "false" ? toggle(name, true) : expanded === "true" ? move(all[at + 1]) : undefined),
      ArrowLeft: () =>
        expanded === "true" ? toggle(name, false) : move(all.find((other) => other.dataset.path === folderOf(name) && name.includes("/"))),
      Enter: () => item.click(),
      " ": () => item.click(),
    };
    const begins = (other: HTMLElement) => baseName(other.dataset.path ?? "").toLowerCase().startsWith(event.key.toLowerCase());
    const act = acts[event.key] ?? (event.key.length === 1 ? () => move([...all.slice(at + 1), ...all.slice(0, at)].find(begins)) : undefined);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const click = (event: MouseEvent) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]");
    const at = item?.dataset.path;
    // "Show more" acts by itself.
    if (!item || at === undefined || at.endsWith(MORE)) return;
    setActive(at);
    if (item.ariaExpanded !== null) toggle(at);
    choose(at);
  };
  const within = { id, path, choose, open, active, sought: sought.trim().toLowerCase() };
  return (
    <div className="files">
      <input
        type="search"
        placeholder="Find in open folders"
        aria-label="Find a file in the open folders"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          move(items()[0]);
        }}
      />
      <ul ref={box} role="tree" aria-label="Artifacts" className="tree" onKeyDown={keys} onClick={click}>
        <Entries folder="" level={1} {...within} />
      </ul>
    </div>
  );
}

function Entries({ folder, level, ...within }: Within & { folder: string; level: number }) {
  const { id, active, path, sought, open } = within;
  const query = useQuery(folderFiles(id, folder));
  const [most, setMost] = useState(STEP);
  if (query.isError && !query.data) {
    return (
      <li role="none">
        <Trouble what="This folder could not be listed." error={query.error} again={() => query.refetch()} />
      </li>
    );
  }
  if (query.isPending) {
    return <Words level={level}>Loading…</Words>;
  }
  const all = query.data;
  const found = sought ? all.filter((file) => file.is_dir || baseName(file.path).toLowerCase().includes(sought)) : all;
  const left = found.length - most;
  // What the address names is drawn however far down it is, by itself behind the others.
  const apart = found.slice(most).find((file) => file.path === path || path.startsWith(`${file.path}/`));
  // Where nothing in the tree is active, Tab comes to its first line.
  const first = level === 1 && !found.some((file) => file.path === active || active.startsWith(`${file.path}/`));
  if (found.length === 0) {
    const words = sought && all.length > 0 ? "No file here has this in its name." : level === 1 ? "No artifact was logged." : "Nothing is in this folder.";
    return <Words level={level}>{words}</Words>;
  }
  const entry = (file: ArtifactFile, tab: boolean) => (
    <Entry key={file.path} file={file} level={level} tab={tab || file.path === active} opened={open.has(file.path)} {...within} />
  );
  return (
    <>
      {found.slice(0, most).map((file, index) => entry(file, first && index === 0))}
      {left > 0 && (
        <li role="none">
          <div
            role="treeitem"
            className="row more"
            style={{ paddingLeft: level * 16 }}
            aria-level={level}
            aria-selected={false}
            tabIndex={-1}
            data-path={`${folder}/${MORE}`}
            onClick={() => setMost(most + STEP)}
          >
            Show {Math.min(STEP, left)} more of {found.length}
          </div>
        </li>
      )}
      {apart && entry(apart, false)}
    </>
  );
}

function Entry({ file, level, tab, opened, ...within }: Within & { file: ArtifactFile; level: number; tab: boolean; opened: boolean }) {
  const name = baseName(file.path);
  const size = file.is_dir || file.file_size === undefined ? "" : bytes(file.file_size);
  const below = useId();
  return (
    <li role="none">
      <div
        role="treeitem"
        className="row"
        style={{ paddingLeft: level * 16 }}
        title={file.path}
        aria-level={level}
        aria-selected={file.path === within.path}
        aria-expanded={file.is_dir ? opened : undefined}
        aria-owns={file.is_dir && opened ? below : undefined}
        tabIndex={tab ? 0 : -1}
        data-path={file.path}
      >
        <span className="mark" aria-hidden="true">
          {file.is_dir ? (opened ? "▾" : "▸") : ""}
        </span>
        <span className="cut">{name}</span> <span className="quiet size">{size}</span>
      </div>
      {file.is_dir && opened && (
        <ul role="group" id={below}>
          <Entries folder={file.path} level={level + 1} {...within} />
        </ul>
      )}
    </li>
  );
}

/** A line of the tree that is no file: a tree without lines is none to who hears it. */
function Words({ level, children }: { level: number; children: string }) {
  return (
    <li role="none">
      <div role="treeitem" className="row quiet" style={{ paddingLeft: level * 16 }} aria-level={level} aria-selected={false} aria-disabled tabIndex={-1}>
        {children}
      </div>
    </li>
  );
}
