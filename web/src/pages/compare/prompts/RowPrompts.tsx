// What the two models were sent for one row of their tables: as it was logged, else the templates with the row's cells in them.
import { getRouteApi } from "@tanstack/react-router";
import { count } from "../../../lib/format";
import { paired, render, written } from "../../../lib/prompts";
import { Trouble } from "../../../ui/states";
import { CellView } from "../../../ui/cell/CellView";
import { Choice } from "../predictions/Choice";
import { useComparison } from "../predictions/useComparison";
import { useTables } from "../predictions/useTables";
import { PromptPairs } from "./PromptPairs";

const route = getRouteApi("/compare");

export function RowPrompts({ pair, prompts }: { pair: [string, string]; prompts: Map<string, string>[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: object) => void navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  const { runs, paths, loading, failures } = useTables(pair, search.table);
  const joined = useComparison(runs, search);
  const [failure] = failures;
  if (failure) return <Trouble {...failure} />;
  const entries = joined?.entries ?? [];
  const at = Math.min(Math.max(Number(search.example ?? 0) || 0, 0), entries.length - 1);
  const entry = entries[at];
  const go = (to: number) => set({ example: String(to) });
  return (
    <section aria-labelledby="rendered">
      <h2 id="rendered">For one row</h2>
      {loading ? (
        <p className="quiet">Loading…</p>
      ) : !joined || !entry ? (
        <p className="quiet">These runs have no tables with rows in common, so no prompt can be shown with a row's values.</p>
      ) : (
        <>
          <div className="tools">
            {paths.length > 1 && <Choice name="Table" value={search.table ?? runs[0]?.path ?? ""} options={paths} choose={(table) => set({ table, example: "" })} />}
            <label>
              Row <input type="number" min={1} max={entries.length} value={at + 1} onChange={(event) => go(event.target.valueAsNumber - 1)} /> of {count(entries.length, "row")}
            </label>
            <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
              Previous
            </button>
            <button type="button" disabled={at + 1 >= entries.length} onClick={() => go(at + 1)}>
              Next
            </button>
          </div>
          <dl className="reading">
            <div>
              <dt>{joined.meaning.input}</dt>
              <dd>
                <CellView cell={entry.input} run={runs[entry.rows.findIndex(Boolean)]?.id ?? ""} whole />
              </dd>
            </div>
          </dl>
          <Sent
            found={runs.map(({ table }, side) => {
              const { meaning, columns } = joined;
              const row = entry.rows[side];
              const logged = columns.cell(entry, side, meaning.prompt);
              if (logged !== undefined && logged !== null) return new Map([[meaning.prompt ?? "", written(logged)]]);
              const templates = row ? [...(prompts[side] ?? [])] : [];
              const said = templates.map(([name, text]): [string, string] => [name, render(text, table.columns, row ?? [])]);
              return new Map(said.filter(([name, text]) => text !== prompts[side]?.get(name)));
            })}
          />
        </>
      )}
    </section>
  );
}

function Sent({ found: [before, after] }: { found: Map<string, string>[] }) {
  const all = before && after ? paired(before, after) : [];
  if (all.length > 0) return <PromptPairs found={all} />;
  return (
    <p className="quiet">
      The tables have no column <code>prompts</code>, and no template names a column in braces, as in <code>{"{question}"}</code>.
    </p>
  );
}
