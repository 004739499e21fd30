// Asks for a chart: its kind, and what it is drawn from.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { type CardKind, type ChartCard, KINDS, problemOf } from "../../../lib/cards";
import { KEY_KINDS, runKeys } from "../../../api/keys";
import { type Column, columnId, parseColumn, title } from "../../../lib/columns";
import { keysSought } from "../../../lib/filterComplete";
import { ATTRIBUTE_COLUMNS } from "../../../lib/frequentColumns";
import { type Where, useFoundKeys } from "../useFoundKeys";

/** A browser's list of suggestions is slow when it is long. */
const SUGGESTED = 100;

export function AddCard({ add, ...where }: Where & { add: (card: ChartCard) => void }) {
  const client = useQueryClient();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [kind, setKind] = useState<CardKind>("line");
  const [texts, setTexts] = useState<string[]>([]);
  const [problem, setProblem] = useState("");
  const { roles } = KINDS[kind];
  // One more axis is offered behind the last one that is filled.
  const filled = texts.findLastIndex((text) => text.trim() !== "") + 1;
  const fields = Array.from({ length: kind === "parallel" ? Math.max(roles.length, filled + 1) : roles.length }, (_, index) => index);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = fields.map((index) => (texts[index] ?? "").trim()).filter(Boolean);
    const columns = await Promise.all(chosen.map((text) => find(client, where, text))).catch((error: Error) => error);
    if (columns instanceof Error) {
      setProblem(`It could not be looked up. ${columns.message}`);
      return;
    }
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
        <form onSubmit={(event) => void submit(event)}>
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
              <Suggested id={`${id}${index}`} {...where} text={texts[index] ?? ""} metrics={index === 0 && (kind === "line" || kind === "box")} />
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
async function find(client: QueryClient, { ids, stage }: Where, text: string): Promise<Column | undefined> {
  const whole = parseColumn(text);
  const has = async (column: Column) => {
    if (column.kind === "attributes") return ATTRIBUTE_COLUMNS.some(({ key }) => key === column.key);
    const { keys } = await client.fetchQuery(runKeys(ids, stage, column.kind, column.key));
    return keys.some(({ key }) => key === column.key);
  };
  const meant = [...(whole ? [whole] : []), ...KEY_KINDS.map((kind): Column => ({ kind, key: text }))];
  for (const column of meant) if (await has(column)) return column;
  return ATTRIBUTE_COLUMNS.find((column) => column.key === text || title(column) === text);
}

interface SuggestedProps extends Where {
  id: string;
  text: string;
  /** Nothing else. */
  metrics: boolean;
}

function Suggested({ id, text, metrics, ...where }: SuggestedProps) {
  const sought = keysSought(text.trim());
  const typed = text.trim() !== "";
  const asked = (kind: string) => typed && (sought?.kind ?? kind) === kind;
  const found = {
    params: useFoundKeys(where, "params", sought?.text ?? "", asked("params") && !metrics),
    metrics: useFoundKeys(where, "metrics", sought?.text ?? "", asked("metrics")),
    tags: useFoundKeys(where, "tags", sought?.text ?? "", asked("tags") && !metrics),
  };
  const keys = KEY_KINDS.flatMap((kind) => found[kind].keys.map((key): Column => ({ kind, key })));
  const attributes = metrics ? [] : ATTRIBUTE_COLUMNS.filter((column) => columnId(column).includes(text.trim()));
  return (
    <datalist id={id}>
      {[...keys, ...attributes].slice(0, SUGGESTED).map((column) => (
        <option key={columnId(column)} value={columnId(column)} />
      ))}
    </datalist>
  );
}
