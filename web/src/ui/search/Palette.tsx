// Search everywhere, over whatever page is open: a box, and below it what there is, by kind. The focus stays in the box;
// arrows move over what was found, Enter goes there.
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Hit } from "../../lib/found";
import { useTyped } from "../useTyped";
import { target } from "./target";
import { useFound } from "./useFound";
import "../../styles/search.css";

const MOST = 8;

export default function Palette({ closed }: { closed: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const box = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [asked, ask] = useState("");
  const [text, type] = useTyped(asked, ask, 150);
  const [at, setAt] = useState(0);
  /** Enter came before the answer: what is at the top then is gone to. */
  const [eager, setEager] = useState(false);
  const { groups, pending, error } = useFound(asked, MOST);
  useEffect(() => {
    if (!box.current?.open) box.current?.showModal();
  }, []);
  const hits = groups.flatMap((group) => group.hits);
  // Behind everything that was found, the page with all of it.
  const all = text.trim() !== "";
  const count = hits.length + (all ? 1 : 0);
  const chosen = Math.min(at, Math.max(0, count - 1));
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const go = (hit: Hit | undefined) => {
    box.current?.close();
    if (hit) void navigate(target(hit));
    else if (all) void navigate({ to: "/search", search: { q: text.trim() } });
  };
  const settled = text === asked && !pending;
  useEffect(() => {
    if (!eager || !settled) return;
    setEager(false);
    go(hits[chosen]);
    // The rest is of the same drawing.
  }, [eager, settled]);
  const keys = (event: KeyboardEvent) => {
    const to: Record<string, number> = { ArrowDown: (chosen + 1) % count, ArrowUp: (chosen + count - 1) % count };
    const next = to[event.key];
    // A search box would only be emptied.
    if (event.key === "Escape") box.current?.close();
    else if (event.key === "Enter" && count > 0) setEager(true);
    else if (next !== undefined && count > 0) setAt(next);
    else return;
    event.preventDefault();
  };
  let index = 0;
  return (
    <dialog
      ref={box}
      className="palette"
      aria-label="Search everywhere"
      onClose={closed}
      onClick={(event) => event.target === box.current && box.current.close()}
    >
      <input
        type="search"
        role="combobox"
        aria-label="Search everywhere"
        aria-expanded={count > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${id}-${chosen}` : undefined}
        placeholder="Experiments, runs, tags, tables; model=small"
        value={text}
        onKeyDown={keys}
        onChange={(event) => {
          setAt(0);
          setEager(false);
          type(event.target.value);
        }}
      />
      <div ref={list} id={id} role="listbox" aria-label="What was found" className="hits" hidden={count === 0}>
        {groups.map((group, number) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-group-${number}`}>
            <div id={`${id}-group-${number}`} className="quiet" role="presentation">
              {group.name}
            </div>
            {group.hits.map((hit) => {
              const mine = index++;
              return (
                <div key={`${hit.id} ${hit.path}`} id={`${id}-${mine}`} role="option" aria-selected={mine === chosen} onClick={() => go(hit)}>
                  <span className="cut">{hit.name}</span> <span className="quiet cut">{hit.detail}</span>
                </div>
              );
            })}
          </div>
        ))}
        {all && (
          <div id={`${id}-${hits.length}`} role="option" aria-selected={chosen === hits.length} onClick={() => go(undefined)}>
            <span className="cut">Show everything for “{text.trim()}”</span>
          </div>
        )}
      </div>
      <p className="quiet foot" role="status">
        {error ? `The server could not be asked: ${error.message}` : pending ? "Searching…" : all && hits.length === 0 ? "Nothing has this in its name or in a tag that was searched." : ""}
      </p>
    </dialog>
  );
}
