// Inputs and answers in sight, a row each and a column a run, with what changed since the baseline.
import { getRouteApi, Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { textOf } from "../../../lib/cells";
import { type Joined, nameOf } from "../../../lib/join";
import { BoneRows } from "../../../ui/Bones";
import { RunDot } from "../../../ui/RunDot";
import { CellView, SHOWN } from "../../../ui/cell/CellView";
import { WordDiff } from "../../../ui/cell/WordDiff";
import type { Lines } from "../../../ui/RowHeight";
import { Spacer } from "../../../ui/Spacer";
import { useKeptScroll } from "../../../ui/useKeptScroll";
import { useVirtualRowKeys } from "../../runs/useVirtualRowKeys";
import { Scores } from "./Scores";
import type { Comparison } from "./types";

const route = getRouteApi("/compare");
/** Of a column; less beside more than three runs, so that five are seen at once at 1280 pixels. */
const WIDTH = 300;
const NARROW = 200;

interface Props {
  comparison?: Comparison;
  found?: Joined[];
  diff?: boolean;
  lines?: Lines;
  loading: boolean;
  question?: string;
}

export function Answers({ comparison, found = [], diff = true, lines = "4", loading, question = "" }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 110,
    overscan: 6,
    scrollPaddingStart: 32,
  });
  useEffect(() => virtual.measure(), [virtual, lines, diff]);
  useKeptScroll(() => scroll.current, question);
  useVirtualRowKeys(scroll, found.length, virtual, undefined, { about: question });
  const runs = comparison?.runs ?? [];
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className="scroll answers-box" tabIndex={-1}>
      <table className="fixed rows" data-lines={lines} style={{ minWidth: (runs.length + 1) * (runs.length > 3 ? NARROW : WIDTH) }} aria-rowcount={found.length + 1} aria-busy={loading}>
        <thead>
          <tr>
            <th className="pinned" scope="col">
              {comparison?.meaning.input ?? "Input"}
            </th>
            {runs.map(({ id, name, path, failed }, index) => (
              <th key={id} scope="col">
                <span className="run-name">
                  <RunDot id={id} />
                  <Link className="cut" to="/runs/$id" params={{ id }} search={{ view: "tables" }}>
                    {name}
                  </Link>
                  <span className="quiet">{failed ? "could not be read" : path === undefined ? "no such table" : index === 0 ? "baseline" : ""}</span>
                  <StandIn name={comparison?.columns.standIns[index]} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loading && <BoneRows rows={8} columns={Math.max(3, runs.length + 1)} />}
          <Spacer height={above} span={runs.length + 1} />
          {comparison &&
            items.map(({ index }) => {
              const entry = found[index];
              return (
                entry && (
                  <tr key={entry.number} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                    <th className="pinned" scope="row">
                      <Input comparison={comparison} entry={entry} />
                    </th>
                    {runs.map(({ id }, run) => (
                      <td key={id}>
                        <Answer comparison={comparison} entry={entry} run={run} diff={diff} />
                      </td>
                    ))}
                  </tr>
                )
              );
            })}
          <Spacer height={below} span={runs.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** Where a run's answers have another name than those of the others. */
function StandIn({ name }: { name: string | undefined }) {
  return name === undefined ? null : (
    <span className="quiet cut" title={`Its answers are in the column ${name}`}>
      {name}
    </span>
  );
}

function Input({ comparison, entry }: { comparison: Comparison; entry: Joined }) {
  const { columns, meaning, runs } = comparison;
  const first = entry.rows.findIndex(Boolean);
  const truth = columns.cell(entry, first, meaning.truth);
  return (
    <>
      <Link
        data-row
        className="input-link"
        from={route.id}
        to="."
        search={(old: object) => ({ ...old, row: nameOf(entry) })}
        replace
        resetScroll={false}
        aria-label={`Read row ${entry.number + 1}`}
      >
        {entry.number + 1}
      </Link>
      <CellView cell={entry.input} run={runs[first]?.id ?? ""} />
      {truth !== undefined && truth !== null && (
        <div className="truth quiet">
          {meaning.truth}: <CellView cell={truth} run={runs[first]?.id ?? ""} />
        </div>
      )}
    </>
  );
}

function Answer({ comparison, entry, run, diff }: { comparison: Comparison; entry: Joined; run: number; diff: boolean }) {
  const { columns, meaning, runs } = comparison;
  if (!entry.rows[run]) return <span className="quiet">{runs[run]?.failed ? "Not read" : "No such row"}</span>;
  const cell = columns.cell(entry, run, meaning.output);
  const before = columns.cell(entry, 0, meaning.output);
  const words = diff && run > 0 && typeof cell === "string" && typeof before === "string" && cell !== before;
  return (
    <>
      {words ? (
        <WordDiff before={before} after={cell} most={SHOWN} cut={columns.isCut(entry, run, meaning.output)} />
      ) : run > 0 && diff && cell !== null && cell !== undefined && textOf(cell) === textOf(before) ? (
        <span className="quiet">{columns.differs(entry, run, meaning.output) === false ? "Same answer" : "Same beginning"}</span>
      ) : (
        <CellView cell={cell} run={runs[run]?.id ?? ""} />
      )}
      <Scores comparison={comparison} entry={entry} run={run} />
    </>
  );
}
