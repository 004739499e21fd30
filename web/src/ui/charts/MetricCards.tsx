// A card for each metric, found by name; more of them when asked for, so that 12,000 stay quick.
import { type ReactNode, useState } from "react";
import { count } from "../../lib/format";
import { useTyped } from "../useTyped";
import { LineControls, type LineSearch, readLook } from "./LineControls";
import { type ChartRun, MetricCard } from "./MetricCard";
import "../../styles/charts.css";

/** What a page with such cards keeps in its address. */
export interface CardsSearch extends LineSearch {
  metrics?: string;
  /** The metric whose card is large. */
  chart?: string;
}

interface Props {
  keys: string[];
  runs: ChartRun[];
  search: CardsSearch;
  set: (change: CardsSearch) => void;
  /** What is said where no metric was logged. */
  none: ReactNode;
}

const STEP = 48;

export function MetricCards({ keys, runs, search, set, none }: Props) {
  const [text, type] = useTyped(search.metrics ?? "", (metrics) => set({ metrics }));
  const [most, setMost] = useState(STEP);
  const sought = (search.metrics ?? "").trim().toLowerCase();
  const found = sought ? keys.filter((key) => key.toLowerCase().includes(sought)) : keys;
  const shown = found.slice(0, most);
  // A link to a large card is good wherever the card stands.
  if (search.chart && keys.includes(search.chart) && !shown.includes(search.chart)) shown.push(search.chart);
  const look = readLook(search);
  return (
    <>
      <div className="tools">
        <input type="search" placeholder="Search metrics" aria-label="Search metrics by name" value={text} onChange={(event) => type(event.target.value)} />
        <span className="quiet" aria-live="polite">
          {count(found.length, "metric")}
        </span>
        <LineControls search={search} set={set} />
      </div>
      {found.length === 0 && (sought ? <p className="quiet">No metric has “{sought}” in its name.</p> : none)}
      <div className="cards">
        {shown.map((key) => (
          <MetricCard key={key} metric={key} runs={runs} look={look} large={search.chart === key} setLarge={(large) => set({ chart: large ? key : "" })} />
        ))}
      </div>
      {found.length > most && (
        <button onClick={() => setMost(most + STEP)} style={{ alignSelf: "start" }}>
          Show more, {found.length - most} left
        </button>
      )}
    </>
  );
}
