// Asks for a chart: its kind, and what it is drawn from.
import { type FormEvent, useId, useRef, useState } from "react";
import { type CardKind, type ChartCard, KINDS, problemOf } from "../../../lib/cards";
import { type Column, columnId, parseColumn, title } from "../../../lib/columns";

/** A browser's list of suggestions is slow when it is long. */
const SUGGESTED = 100;

export function AddCard({ known, add }: { known: Column[]; add: (card: ChartCard) => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [kind, setKind] = useState<CardKind>("line");
  const [texts, setTexts] = useState<string[]>([]);
  const [problem, setProblem] = useState("");
  const { roles } = KINDS[kind];
  // One more axis is offered behind the last one that is filled.
  const filled = texts.findLastIndex((text) => text.trim() !== "") + 1;
  const fields = Array.from({ length: kind === "parallel" ? Math.max(roles.length, filled + 1) : roles.length }, (_, index) => index);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = fields.map((index) => (texts[index] ?? "").trim()).filter(Boolean);
    const columns = chosen.map((text) => find(known, text));
    const unknown = chosen.find((_, index) => columns[index] === undefined);
    const card = { kind, columns: columns.filter((column) => column !== undefined) };
    const wrong = unknown ? `There is no “${unknown}” in these runs.` : problemOf(card);
    setProblem(wrong ?? "");
    if (wrong) return;
    add(card);
    setTexts([]);
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Add a chart
      </button>
      <dialog ref={dialog} aria-labelledby={id} className="add-chart">
        <h2 id={id}>Add a chart</h2>
        <form onSubmit={submit}>
          <label>
            Kind
            <select
              value={kind}
              onChange={(event) => {
                setKind(event.target.value as CardKind);
                setProblem("");
              }}
            >
              {Object.entries(KINDS).map(([key, { name }]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {fields.map((index) => (
            <label key={index}>
              {roles[index] ?? roles.at(-1)}
              <input
                list={`${id}${index}`}
                value={texts[index] ?? ""}
                placeholder={index === 0 && kind !== "parallel" ? "metrics.…" : "params.… or metrics.…"}
                onChange={(event) => setTexts(fields.map((field) => (field === index ? event.target.value : (texts[field] ?? ""))))}
              />
              <datalist id={`${id}${index}`}>
                {suggested(known, texts[index] ?? "", index === 0 && (kind === "line" || kind === "box")).map((column) => (
                  <option key={columnId(column)} value={columnId(column)} />
                ))}
              </datalist>
            </label>
          ))}
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <div className="tools">
            <button className="main-action">Add</button>
            <button type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

/** By its whole name, or by the key alone where that is what was typed. */
function find(known: Column[], text: string): Column | undefined {
  const whole = parseColumn(text);
  return known.find((column) => whole && columnId(column) === columnId(whole)) ?? known.find((column) => column.key === text || title(column) === text);
}

function suggested(known: Column[], text: string, metrics: boolean): Column[] {
  const sought = text.trim().toLowerCase();
  const fits = (column: Column) => (!metrics || column.kind === "metrics") && columnId(column).toLowerCase().includes(sought);
  const found: Column[] = [];
  for (const column of known) {
    if (found.length >= SUGGESTED) break;
    if (fits(column)) found.push(column);
  }
  return found;
}
