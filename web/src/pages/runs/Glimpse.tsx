// What a run asked with and what it was answered, at a glance: its prompts, and the first rows of its first table.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { firstRows } from "../../api/tables";
import type { Run } from "../../api/types";
import { textOf } from "../../lib/cells";
import { promptsOf } from "../../lib/prompts";
import { inputOf, outputOf } from "../../lib/roles";
import { tablesOf } from "../../lib/runTables";
import { Fold } from "../../ui/Fold";

export function Prompts({ run }: { run: Run }) {
  return [...promptsOf(run)].slice(0, 2).map(([name, text]) => (
    <div key={name}>
      <h2>{name}</h2>
      <Fold text={text} />
    </div>
  ));
}

export function Answers({ run }: { run: Run }) {
  const tables = tablesOf(run, []);
  const [path] = tables;
  if (path === undefined) return null;
  return (
    <>
      <h2>Predictions and tables</h2>
      <Link to="/runs/$id" params={{ id: run.info.run_id }} search={{ view: "tables" }}>
        {tables.slice(0, 5).join(", ")}
        {tables.length > 5 && ` and ${tables.length - 5} more`}
      </Link>
      <First run={run.info.run_id} path={path} />
    </>
  );
}

/** A table that can not be read says so on its own page. */
function First({ run, path }: { run: string; path: string }) {
  const { data } = useQuery(firstRows(run, path));
  const input = data && inputOf([data]);
  const output = data && outputOf([data], input);
  if (!data || output === undefined) return null;
  const cell = (row: (typeof data.rows)[number], column: string | undefined) => textOf(row[data.columns.indexOf(column ?? "")]);
  return (
    <dl className="first-answers" aria-label={`First rows of ${path}`}>
      {data.rows.map((row, index) => (
        <div key={index}>
          <dt className="quiet">{cell(row, input)}</dt>
          <dd>{cell(row, output)}</dd>
        </div>
      ))}
    </dl>
  );
}
