// Which colour, dash and mark is which run.
import { Link } from "@tanstack/react-router";
import { markPath } from "../../lib/charts/shapes";
import { runShape } from "../../lib/colour";

export interface Entry {
  id: string;
  name: string;
  colour: string;
  dash?: number[];
  baseline?: boolean;
}

const MOST = 24;

export function Legend({ entries }: { entries: Entry[] }) {
  return (
    <ul className="legend" aria-label="Runs">
      {entries.slice(0, MOST).map(({ id, name, colour, dash, baseline }) => (
        <li key={id} className="run-name">
          <svg width="20" height="8" aria-hidden="true">
            <path d="M1 4H19" style={{ stroke: colour }} strokeWidth="2" strokeDasharray={dash?.join(" ")} />
            <path d={markPath(10, 4, 3.5, runShape(id))} style={{ fill: colour }} />
          </svg>
          <Link className="cut" to="/runs/$id" params={{ id }} title={name}>
            {name}
          </Link>
          {baseline && <span className="quiet">baseline</span>}
        </li>
      ))}
      {entries.length > MOST && <li className="quiet">and {entries.length - MOST} more</li>}
    </ul>
  );
}
