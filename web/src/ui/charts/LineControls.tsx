// How lines are shown, for all cards of a page; kept in its address.
import { useId } from "react";
import { AXES, type Axis, readAxis } from "../../lib/charts/series";
import { readWeight } from "../../lib/charts/smooth";
import { useTyped } from "../useTyped";

/** What a page with lines keeps in its address. */
export interface LineSearch {
  x?: string;
  smooth?: string;
  scale?: string;
}

export interface LineLook {
  axis: Axis;
  weight: number;
  log: boolean;
}

export function readLook({ x, smooth, scale }: LineSearch): LineLook {
  return { axis: readAxis(x), weight: readWeight(smooth), log: scale === "log" };
}

export function LineControls({ search, set }: { search: LineSearch; set: (change: LineSearch) => void }) {
  const id = useId();
  const { axis, log } = readLook(search);
  const [weight, setWeight] = useTyped(String(readWeight(search.smooth)), (text) => set({ smooth: text === "0" ? "" : text }), 100);
  return (
    <>
      <label htmlFor={`${id}x`}>Across</label>
      <select id={`${id}x`} value={axis} onChange={(event) => set({ x: event.target.value === "step" ? "" : event.target.value })}>
        {AXES.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}s`}>Smoothing</label>
      <input id={`${id}s`} type="range" min="0" max="0.99" step="0.01" value={weight} onChange={(event) => setWeight(event.target.value)} />
      <span className="weight">{Number(weight) === 0 ? "off" : weight}</span>
      <label>
        <input type="checkbox" checked={log} onChange={() => set({ scale: log ? "" : "log" })} /> Log scale
      </label>
    </>
  );
}
