// The name of a run, which can be changed in its place.
import { useRef, useState } from "react";
import { renameRun, useRunChange } from "../../api/run";
import type { Run } from "../../api/types";
import { nameOf } from "../../lib/values";

export function Name({ run, fixed }: { run: Run; fixed: boolean }) {
  const [text, setText] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const change = useRunChange(run.info.run_id);
  const close = () => {
    setText(undefined);
    change.reset();
    requestAnimationFrame(() => button.current?.focus());
  };
  if (text === undefined) {
    return (
      <>
        <h1>{nameOf(run)}</h1>
        {!fixed && (
          <button ref={button} type="button" className="bare" onClick={() => setText(run.info.run_name ?? "")}>
            Rename
          </button>
        )}
      </>
    );
  }
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const name = text.trim();
    if (name && !change.isPending) change.mutate(() => renameRun(run.info.run_id, name), { onSuccess: close });
  };
  return (
    <>
      <h1 className="unseen">{nameOf(run)}</h1>
      <form className="tools rename" onSubmit={save} onKeyDown={(event) => event.key === "Escape" && close()}>
        <input autoFocus aria-label="Name of the run" value={text} onChange={(event) => setText(event.target.value)} />
        <button className="main-action" disabled={!text.trim() || change.isPending}>
          Save
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
        {change.isError && (
          <span className="problem" role="alert">
            The run was not renamed: {change.error.message}
          </span>
        )}
      </form>
    </>
  );
}
