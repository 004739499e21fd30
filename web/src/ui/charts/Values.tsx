// The numbers of a chart.
import { useState } from "react";
import type { CsvCell } from "../../lib/charts/csv";

const STEP = 200;

export function Values({ title, heads, rows, height }: { title: string; heads: string[]; rows: CsvCell[][]; height: number }) {
  const [most, setMost] = useState(STEP);
  return (
    <div className="scroll" style={{ height }} tabIndex={0} role="region" aria-label={`Values of ${title}`}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell === undefined ? "" : String(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button className="bare" onClick={() => setMost(most + STEP)}>
          Show more, {rows.length - most} left
        </button>
      )}
    </div>
  );
}
