// Runs as a file: all that the filter finds, or the selected ones. Pages are fetched one after the other, and can be stopped.
import { useEffect, useRef, useState } from "react";
import { type RunQuestion, runsInFull } from "../../api/allRuns";
import { MOST, type WantedKeys, keysOf } from "../../api/keys";
import { byId } from "../../api/manage";
import type { Run } from "../../api/types";
import type { Column } from "../../lib/columns";
import { allColumns, csv, json } from "../../lib/export";
import { count } from "../../lib/format";
import { Dialog } from "../../ui/Dialog";

interface Props {
  question: RunQuestion;
  selected: string[];
  columns: Column[];
  /** What the runs are of, for the name of the file. */
  of: string;
  closed: () => void;
}

type Kind = "csv" | "csv-shown" | "json";

export function DownloadDialog({ question, selected, columns, of, closed }: Props) {
  const [which, setWhich] = useState(selected.length > 0 ? "selected" : "found");
  const [kind, setKind] = useState<Kind>("csv");
  const [said, say] = useState<string>();
  const [wrong, setWrong] = useState<Error>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (close: () => void) => {
    const control = new AbortController();
    stop.current = control;
    setWrong(undefined);
    say("0 runs read");
    try {
      const keys = kind === "csv-shown" && columns.length <= MOST ? keysOf(columns) : undefined;
      const runs = await read(which === "selected" ? byId(selected) : [question], keys, control.signal, (many) => say(`${count(many, "run")} read`));
      say(`Writing ${count(runs.length, "run")}`);
      const pause = async () => {
        await new Promise((done) => setTimeout(done));
        control.signal.throwIfAborted();
      };
      const parts = kind === "json" ? await json(runs, pause) : await csv(runs, kind === "csv" ? allColumns(runs) : columns, pause);
      save(parts, kind === "json" ? "application/json" : "text/csv;charset=utf-8", `${fileName(of)}.${kind === "json" ? "json" : "csv"}`);
      close();
    } catch (error) {
      if (!control.signal.aborted) setWrong(error instanceof Error ? error : new Error(String(error)));
    } finally {
      say(undefined);
    }
  };
  return (
    <Dialog title="Download runs" closed={closed}>
      {(close) => (
        <>
          <fieldset disabled={said !== undefined}>
            <legend>Which</legend>
            <Choice name="which" value="selected" chosen={which} choose={setWhich} off={selected.length === 0}>
              The selected ones ({selected.length})
            </Choice>
            <Choice name="which" value="found" chosen={which} choose={setWhich}>
              All that the filter finds, also those that are not loaded yet
            </Choice>
          </fieldset>
          <fieldset disabled={said !== undefined}>
            <legend>As</legend>
            <Choice name="kind" value="csv" chosen={kind} choose={setKind}>
              CSV with every param, metric and tag
            </Choice>
            <Choice name="kind" value="csv-shown" chosen={kind} choose={setKind}>
              CSV with the columns of the table
            </Choice>
            <Choice name="kind" value="json" chosen={kind} choose={setKind}>
              JSON as the server has them
            </Choice>
          </fieldset>
          <p className="quiet">
            Numbers are exact. In CSV, a text that a spreadsheet would take for a formula gets a ' in front.
          </p>
          {wrong && (
            <p className="wrong" role="alert">
              The runs could not be read. {wrong.message}
            </p>
          )}
          <div className="answers">
            <span className="quiet" aria-live="polite">
              {said}
            </span>
            {said === undefined ? (
              <button type="button" onClick={close}>
                Cancel
              </button>
            ) : (
              <button type="button" onClick={() => stop.current?.abort()}>
                Stop
              </button>
            )}
            <button className="main-action" disabled={said !== undefined} onClick={() => start(close)}>
              Download
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  value: T;
  chosen: string;
  choose: (value: T) => void;
  off?: boolean;
  children: React.ReactNode;
}

function Choice<T extends string>({ name, value, chosen, choose, off, children }: ChoiceProps<T>) {
  return (
    <label className="choice">
      <input type="radio" name={name} checked={chosen === value} disabled={off} onChange={() => choose(value)} />
      <span>{children}</span>
    </label>
  );
}

async function read(questions: RunQuestion[], keys: WantedKeys | undefined, signal: AbortSignal, tell: (many: number) => void): Promise<Run[]> {
  const runs: Run[] = [];
  for (const question of questions) {
    const before = runs.length;
    for (const run of await runsInFull(question, { signal, keys, tell: (many) => tell(before + many) })) runs.push(run);
  }
  return runs;
}

function save(parts: string[], type: string, name: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What every file system takes. */
function fileName(of: string): string {
  return `runs of ${of}`.replace(/[^\p{L}\p{N} ._-]+/gu, "_").slice(0, 80);
}
