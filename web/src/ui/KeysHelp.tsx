// `?` shows what the keys do.
import { useRef } from "react";
import { useKeys } from "./useKeys";

const KEYS: [string, string][] = [
  ["Ctrl K", "search everywhere"],
  ["/", "go to the search or filter box"],
  ["j k", "next and previous row"],
  ["Enter", "open the row"],
  ["x", "select the row"],
  ["Shift j k", "select on to the next or previous row"],
  ["Space", "look at the run below the table"],
  ["c", "compare the selected runs"],
  ["p", "their predictions side by side"],
  ["a w b s g o", "there: all rows, those that got worse, better, have the same score, whose answers differ, that only some runs have"],
  ["d", "there: word diff on or off"],
  ["?", "this help"],
];

export function KeysHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.showModal();
  useKeys({ "?": open });
  return (
    <>
      <button type="button" className="bare wide-only" onClick={open}>
        Keys <kbd>?</kbd>
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl className="keys">
          {KEYS.map(([key, what]) => (
            <div key={key} style={{ display: "contents" }}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button>Close</button>
        </form>
      </dialog>
    </>
  );
}
