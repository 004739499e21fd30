// The tags that people set on a run: read, changed, removed, added.
import { useEffect, useRef, useState } from "react";
import { deleteTag, setTag, useRunChange } from "../../api/run";
import type { Pair, Run } from "../../api/types";
import { ownTags } from "../../lib/diff";
import { Fold } from "../../ui/Fold";
import { Pairs } from "./Pairs";
import { Panel } from "./Panel";

export function Tags({ run, fixed }: { run: Run | undefined; fixed: boolean }) {
  const tags = ownTags(run?.data.tags);
  if (!run || fixed) return <Pairs name="Tags" what="tag" pairs={tags} loading={!run} />;
  const heads = (
    <tr>
      <th>Name</th>
      <th>Value</th>
      <th>
        <span className="unseen">Change</span>
      </th>
    </tr>
  );
  const id = run.info.run_id;
  return (
    <div>
      <Panel name="Tags" what="tag" items={tags} keyOf={(tag) => tag.key} heads={heads} columns={3} loading={false}>
        {(tag) => <Tag key={tag.key} id={id} tag={tag} />}
      </Panel>
      <Add id={id} taken={tags} />
    </div>
  );
}

function Tag({ id, tag: { key, value } }: { id: string; tag: Pair }) {
  const [state, setState] = useState<"shown" | "edited" | "asked">("shown");
  const [text, setText] = useState(value);
  const change = useRunChange(id);
  const button = useRef<HTMLButtonElement>(null);
  const closing = useRef(false);
  const close = () => {
    setState("shown");
    change.reset();
    closing.current = true;
  };
  // The button is there again once that was drawn.
  useEffect(() => {
    if (state === "shown" && closing.current) button.current?.focus();
    closing.current = false;
  }, [state]);
  const save = () => change.mutate(() => setTag(id, key, text), { onSuccess: close });
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  };
  return (
    <tr onKeyDown={keys}>
      <th scope="row">{key}</th>
      <td>
        {state === "edited" ? (
          <textarea
            autoFocus
            aria-label={`Value of ${key}`}
            rows={Math.min(8, text.split("\n").length + 1)}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        ) : (
          <Fold text={value} />
        )}
        {change.isError && (
          <p className="problem" role="alert">
            {change.error.message}
          </p>
        )}
      </td>
      <td className="actions">
        {state === "edited" ? (
          <>
            <button type="button" className="main-action" disabled={change.isPending} onClick={save}>
              Save
            </button>
            <button type="button" onClick={close}>
              Cancel
            </button>
          </>
        ) : state === "asked" ? (
          <>
            <button type="button" autoFocus disabled={change.isPending} onClick={() => change.mutate(() => deleteTag(id, key))}>
              Yes, remove
            </button>
            <button type="button" onClick={close}>
              Keep
            </button>
          </>
        ) : (
          <>
            <button
              ref={button}
              type="button"
              className="bare"
              aria-label={`Edit ${key}`}
              onClick={() => {
                setText(value);
                setState("edited");
              }}
            >
              Edit
            </button>
            <button type="button" className="bare" aria-label={`Remove ${key}`} onClick={() => setState("asked")}>
              Remove
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

function Add({ id, taken }: { id: string; taken: Pair[] }) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const change = useRunChange(id);
  const name = key.trim();
  const there = taken.some((tag) => tag.key === name);
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    if (!name || there || change.isPending) return;
    const clear = () => {
      setKey("");
      setValue("");
    };
    change.mutate(() => setTag(id, name, value), { onSuccess: clear });
  };
  return (
    <form className="tools add" onSubmit={add}>
      <input aria-label="Name of a new tag" placeholder="Name" value={key} onChange={(event) => setKey(event.target.value)} />
      <input aria-label="Value of the new tag" placeholder="Value" value={value} onChange={(event) => setValue(event.target.value)} />
      <button disabled={!name || there || change.isPending}>Add a tag</button>
      {(there || change.isError) && (
        <span className="problem" role="alert">
          {there ? `There is a tag ${name} already: edit it above.` : `The tag was not added: ${change.error?.message}`}
        </span>
      )}
    </form>
  );
}
