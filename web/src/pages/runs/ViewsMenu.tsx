// Opens, saves, renames and deletes the views of an experiment that have a name.
import { Link } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { parseSearch } from "../../lib/search";
import { type View, problemOfName, removeView, renameView, saveView } from "../../lib/views";
import { putBelow } from "../../ui/openBelow";
import type { useViews } from "./useViews";

export function ViewsMenu({ ids, saved }: { ids: string; saved: ReturnType<typeof useViews> }) {
  const { views: kept, change, trouble, current } = saved;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [name, setName] = useState("");
  const shown = kept.views.find((view) => view.search === current);
  return (
    <>
      <button ref={button} type="button" popoverTarget={id}>
        {shown ? `View: ${shown.name.slice(0, 24)}` : "Views"}
      </button>
      <div ref={box} id={id} popover="auto" className="choose" onBeforeToggle={() => putBelow(box.current, button.current)} role="group" aria-label="Views">
        <ul className="views" onClick={(event) => event.target instanceof HTMLAnchorElement && box.current?.hidePopover()}>
          <li>
            <Link className="cut" to="/experiments/$ids" params={{ ids }} search={{}} aria-current={current === "" ? "true" : undefined}>
              As usual
            </Link>
          </li>
          {kept.views.map((view) => (
            <Row
              key={view.name}
              ids={ids}
              view={view}
              shown={view.search === current}
              usual={view.name === kept.usual}
              makeUsual={(on) => change({ ...kept, usual: on ? view.name : undefined })}
              problemOf={(to) => problemOfName(kept, view.name, to)}
              rename={(to) => change(renameView(kept, view.name, to))}
              remove={() => change(removeView(kept, view.name))}
            />
          ))}
        </ul>
        <form
          className="save-view"
          onSubmit={(event) => {
            event.preventDefault();
            change(saveView(kept, { name: name.trim(), search: current }));
            setName("");
          }}
        >
          <input aria-label="Name of the view" placeholder="Name for what is shown now" value={name} onChange={(event) => setName(event.target.value)} />
          <button disabled={!name.trim()}>{kept.views.some((view) => view.name === name.trim()) ? "Replace" : "Save"}</button>
        </form>
        {trouble && (
          <p className="wrong" role="alert">
            {trouble}
          </p>
        )}
        <p className="quiet">Kept in this browser. To show it to others, send them the address.</p>
      </div>
    </>
  );
}

interface RowProps {
  ids: string;
  view: View;
  shown: boolean;
  usual: boolean;
  makeUsual: (on: boolean) => void;
  problemOf: (to: string) => string | undefined;
  rename: (to: string) => void;
  remove: () => void;
}

function Row({ ids, view, shown, usual, makeUsual, problemOf, rename, remove }: RowProps) {
  const [name, setName] = useState<string>();
  const problem = name === undefined ? undefined : problemOf(name.trim());
  if (name !== undefined) {
    return (
      <li>
        <form
          className="save-view"
          onSubmit={(event) => {
            event.preventDefault();
            if (problem) return;
            if (name.trim()) rename(name.trim());
            setName(undefined);
          }}
        >
          <input autoFocus aria-label={`New name of ${view.name}`} value={name} onChange={(event) => setName(event.target.value)} />
          <button disabled={problem !== undefined}>Rename</button>
        </form>
        {problem && (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
      </li>
    );
  }
  return (
    <li>
      <Link className="cut" to="/experiments/$ids" params={{ ids }} search={parseSearch(view.search)} title={view.name} aria-current={shown ? "true" : undefined}>
        {view.name}
      </Link>
      <label title="Shown when the experiment is opened">
        <input type="checkbox" checked={usual} onChange={(event) => makeUsual(event.target.checked)} aria-label={`Open with ${view.name}`} />
        Default
      </label>
      <button type="button" className="bare" aria-label={`Rename ${view.name}`} onClick={() => setName(view.name)}>
        Rename
      </button>
      <button type="button" className="bare" aria-label={`Delete ${view.name}`} onClick={remove}>
        Delete
      </button>
    </li>
  );
}
