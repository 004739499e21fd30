// A filter for those who do not know its language: conditions with a field, an operator and a value.
import { useId, useState } from "react";
import { ALONE, type Condition, joinFilters, operatorsOf, problemOf, readConditions, writeConditions } from "../../lib/conditions";
import { keyed, keysSought } from "../../lib/filterComplete";
import { FIELDS, STATUSES, readField, writeField } from "../../lib/filterText";
import { Dialog } from "../../ui/Dialog";
import { type Filtered, useFilterSource } from "./useFilterSource";

interface Props {
  filter: string;
  /** Of which runs. */
  of: Filtered;
  apply: (filter: string) => void;
  closed: () => void;
}

const EMPTY: Condition = { field: "", operator: ">", value: "" };
/** Longer lists of the browser's own only slow it down. */
const MOST = 100;

export function FilterBuilder({ filter, of, apply, closed }: Props) {
  const [kept] = useState(() => (readConditions(filter) ? "" : filter));
  const [conditions, setConditions] = useState<Condition[]>(() => [...(readConditions(filter) ?? []), EMPTY]);
  const put = (index: number, next: Condition) => setConditions(conditions.with(index, next));
  // A row that nothing was written into counts for nothing.
  const meant = conditions.filter((condition) => condition.field !== "");
  const next = joinFilters(kept, writeConditions(meant));
  const wrong = meant.some(problemOf);
  return (
    <Dialog title="Conditions that all must hold" closed={closed}>
      {(close) => (
        <form
          className="builder"
          onSubmit={(event) => {
            event.preventDefault();
            apply(next);
            close();
          }}
        >
          {kept && (
            <p className="quiet">
              The filter has more than plain conditions. It stays, and these are joined to it: <code>{kept}</code>
            </p>
          )}
          {conditions.map((condition, index) => (
            <Row
              key={index}
              number={index + 1}
              condition={condition}
              filtered={of}
              change={(changed) => put(index, changed)}
              remove={() => setConditions(conditions.toSpliced(index, 1))}
            />
          ))}
          <div>
            <button type="button" onClick={() => setConditions([...conditions, EMPTY])}>
              Add a condition
            </button>
          </div>
          <p className="quiet">
            {next ? (
              <>
                As a filter: <code>{next}</code>
              </>
            ) : (
              "Without a condition all runs are shown."
            )}
          </p>
          <div className="answers">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button className="main-action" disabled={wrong}>
              Filter
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

interface RowProps {
  number: number;
  condition: Condition;
  filtered: Filtered;
  change: (condition: Condition) => void;
  remove: () => void;
}

function Row({ number, condition, filtered, change, remove }: RowProps) {
  const id = useId();
  const { field, operator, value } = condition;
  const operators = operatorsOf(field);
  const problem = field ? problemOf(condition) : undefined;
  const source = useFilterSource(filtered, { keys: keysSought(field), values: keyed(readField(field)) });
  const fields = [...source.known.map(writeField), ...Object.keys(FIELDS)].filter((name) => name !== undefined);
  const sought = field.toLowerCase();
  const of = readField(field);
  const choose = (name: string) => {
    const fitting = operatorsOf(name);
    change({ field: name, operator: fitting.includes(operator) ? operator : (fitting[0] ?? "="), value });
  };
  return (
    <fieldset className="condition">
      <legend className="unseen">Condition {number}</legend>
      <input aria-label={`Field ${number}`} placeholder="Field" list={`${id}-fields`} value={field} onChange={(event) => choose(event.target.value)} autoComplete="off" spellCheck={false} />
      <datalist id={`${id}-fields`}>
        {fields
          .filter((name) => name.toLowerCase().includes(sought))
          .slice(0, MOST)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      <select aria-label={`Operator ${number}`} value={operator} onChange={(event) => change({ ...condition, operator: event.target.value })}>
        {operators.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {ALONE.includes(operator) ? (
        <span />
      ) : (
        <input
          aria-label={`Value ${number}`}
          placeholder="Value"
          list={`${id}-values`}
          value={value}
          aria-invalid={problem !== undefined}
          onChange={(event) => change({ ...condition, value: event.target.value })}
          autoComplete="off"
        />
      )}
      <datalist id={`${id}-values`}>
        {(of.key === "status" && of.kind === "attributes" ? STATUSES : source.seen(of)).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <button type="button" aria-label={`Remove condition ${number}`} onClick={remove}>
        Remove
      </button>
      {problem && <p className="wrong">{problem}</p>}
    </fieldset>
  );
}
