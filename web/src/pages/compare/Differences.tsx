// Metrics, params and tags of runs side by side; the first run is what the others are held against.
import { useQueries } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { run as runQuery } from "../../api/queries";
import type { Run } from "../../api/types";
import { runColour } from "../../lib/colour";
import { type Line, lines, ownTags } from "../../lib/diff";
import { change, number } from "../../lib/format";
import { nameOf } from "../../lib/values";
import { BoneRows } from "../../ui/Bones";
import { Fold } from "../../ui/Fold";
import { Status } from "../../ui/Status";
import { Trouble } from "../../ui/states";

const route = getRouteApi("/compare");

export function Differences({ ids }: { ids: string[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueries({ queries: ids.map((id) => runQuery(id)) });
  const failed = queries.find((query) => query.isError && !query.data);
  const runs = queries.map((query) => query.data).filter((run) => run !== undefined);
  const loading = runs.length < ids.length;
  const all = search.show === "all";
  if (failed?.error) return <Trouble what="One of the runs could not be read." error={failed.error} again={() => failed.refetch()} />;
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={!all}
          onChange={() => navigate({ search: { ...search, show: all ? "" : "all" }, replace: true })}
        />{" "}
        Only differences
      </label>
      <div className="scroll">
        <table className="compare" style={{ minWidth: 220 + ids.length * 200 }} aria-busy={loading}>
          <thead>
            <tr>
              <th className="pinned">
                <span className="unseen">Name</span>
              </th>
              {ids.map((id, index) => (
                <th key={id} scope="col">
                  <RunHead id={id} run={queries[index]?.data} baseline={index === 0} />
                </th>
              ))}
            </tr>
          </thead>
          {loading ? (
            <tbody>
              <BoneRows rows={10} columns={ids.length + 1} />
            </tbody>
          ) : (
            <>
              <Group name="Metrics" lines={lines(runs, (run) => run.data.metrics)} all={all} numbers />
              <Group name="Params" lines={lines(runs, (run) => run.data.params)} all={all} />
              <Group name="Tags" lines={lines(runs, (run) => ownTags(run.data.tags))} all={all} />
            </>
          )}
        </table>
      </div>
    </>
  );
}

function RunHead({ id, run, baseline }: { id: string; run: Run | undefined; baseline: boolean }) {
  return (
    <>
      <span className="run-name">
        <span className="dot" style={{ background: runColour(id) }} />
        <Link className="cut" to="/runs/$id" params={{ id }}>
          {run ? nameOf(run) : id.slice(0, 8)}
        </Link>
        {baseline && <span className="quiet">baseline</span>}
      </span>
      {run && <Status of={run.info.status} />}
    </>
  );
}

interface GroupProps {
  name: string;
  lines: Line[];
  all: boolean;
  numbers?: boolean;
}

function Group({ name, lines, all, numbers = false }: GroupProps) {
  const shown = all ? lines : lines.filter((line) => line.differs);
  const columns = (lines[0]?.values.length ?? 0) + 1;
  if (lines.length === 0) return null;
  return (
    <tbody>
      <tr className="group">
        <th className="pinned" scope="rowgroup">
          {name} <span className="quiet">{shown.length < lines.length ? `${shown.length} of ${lines.length} differ` : lines.length}</span>
        </th>
        <td colSpan={columns - 1} />
      </tr>
      {shown.map(({ key, values }) => (
        <tr key={key}>
          <th className="pinned" scope="row">
            {key}
          </th>
          {values.map((value, index) => (
            <td key={index} className={numbers ? "number" : ""} title={numbers && value !== undefined ? String(value) : undefined}>
              {value === undefined ? <span className="quiet">–</span> : numbers ? number(value) : <Fold text={String(value)} />}
              {numbers && index > 0 && <span className="change">{change(value, values[0])}</span>}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
