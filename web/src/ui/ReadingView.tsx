// One row of a table, over the page and with room to read. The row is in the address, so opening, going on and closing are steps
// that a link keeps.
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { MARKUPS, MarkupContext } from "./cell/markup";
import { Copy } from "./Copy";
import { useKept } from "./useKept";

interface Props {
  /** "Row 3 of 120". */
  name: string;
  /** Absent at an end. */
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  close: () => void;
  children: ReactNode;
}

export function ReadingView({ name, previous, next, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [markup, setMarkup] = useKept("runlore.markup", MARKUPS, "markdown");
  // Closed while it is still in the page, the dialog gives the focus back to the row that it was opened from.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  // Newer browsers answer a promise, which React would take for a clean-up.
  useEffect(() => {
    void body.current?.scrollTo(0, 0);
  }, [name]);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = event.key === "j" ? next : event.key === "k" ? previous : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <dialog
      ref={dialog}
      className="reading-view"
      aria-label={name}
      onKeyDown={press}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <header className="head">
        <h2 aria-live="polite">{name}</h2>
        <button type="button" disabled={!previous} onClick={previous} title="Key: k">
          Previous
        </button>
        <button type="button" disabled={!next} onClick={next} title="Key: j">
          Next
        </button>
        <label>
          <input type="checkbox" checked={markup === "markdown"} onChange={() => setMarkup(markup === "text" ? "markdown" : "text")} /> Markdown
        </label>
        <Copy text={location.href} what="the link to this row" />
        <button type="button" className="end" onClick={close}>
          Close
        </button>
      </header>
      <div ref={body} className="reading-body" tabIndex={0} role="region" aria-label="The row's cells">
        <MarkupContext value={markup}>{children}</MarkupContext>
      </div>
    </dialog>
  );
}
