// The note of a run, in Markdown: read, written, and looked at before it is saved.
import { useEffect, useId, useRef, useState } from "react";
import { NOTE, setTag, tagNow, useRunChange } from "../../api/run";
import type { Run } from "../../api/types";
import { Markdown } from "../../ui/Markdown";

export function Note({ run, fixed }: { run: Run; fixed: boolean }) {
  const note = run.data.tags?.find((tag) => tag.key === NOTE)?.value ?? "";
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    // The button is there again with the next drawing.
    requestAnimationFrame(() => button.current?.focus());
  };
  if (editing) return <Editor id={run.info.run_id} begun={note} close={close} />;
  if (fixed && !note) return null;
  return (
    <section className="panel note" aria-label="Note">
      {note && <Markdown text={note} />}
      {!fixed && (
        <button ref={button} type="button" onClick={() => setEditing(true)}>
          {note ? "Edit the note" : "Add a note"}
        </button>
      )}
    </section>
  );
}

function Editor({ id, begun, close }: { id: string; begun: string; close: () => void }) {
  const label = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(begun);
  /** What the text was made from; the run may be read anew meanwhile. */
  const [first] = useState(begun);
  const [preview, setPreview] = useState(false);
  /** What somebody else wrote since the editor was opened. */
  const [theirs, setTheirs] = useState<string>();
  const change = useRunChange(id);
  useEffect(() => {
    if (!preview) box.current?.focus();
  }, [preview]);
  const save = async () => {
    if (change.isPending) return;
    const known = theirs ?? first;
    let conflict = false;
    const write = async () => {
      const now = await tagNow(id, NOTE);
      conflict = now !== known && now !== text;
      if (conflict) return setTheirs(now);
      return setTag(id, NOTE, text);
    };
    change.mutate(write, { onSuccess: () => !conflict && close() });
  };
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.preventDefault();
  };
  return (
    <section className="panel note" aria-label="Note" onKeyDown={keys}>
      <div className="tools">
        <label htmlFor={label}>Note, in Markdown</label>
        <button type="button" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          Preview
        </button>
      </div>
      {preview ? (
        <div className="preview">{text.trim() ? <Markdown text={text} /> : <p className="quiet">Nothing is written yet.</p>}</div>
      ) : (
        <textarea ref={box} id={label} rows={10} value={text} onChange={(event) => setText(event.target.value)} />
      )}
      {theirs !== undefined && (
        <div className="state bad" role="alert">
          <strong>The note was changed meanwhile. It now says:</strong>
          <div className="fold">{theirs || "(nothing)"}</div>
          <p>Save again to put yours in its place.</p>
          <button type="button" onClick={() => setText(`${theirs}\n\n${text}`)}>
            Put theirs before mine
          </button>
        </div>
      )}
      {change.isError && (
        <p className="problem" role="alert">
          The note was not saved: {change.error.message}
        </p>
      )}
      <div className="tools">
        <button type="button" className="main-action" disabled={change.isPending} onClick={save}>
          {change.isPending ? "Saving…" : "Save"}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
        <span className="quiet wide-only">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> saves, <kbd>Esc</kbd> cancels
        </span>
      </div>
    </section>
  );
}
