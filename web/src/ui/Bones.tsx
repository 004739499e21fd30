// The outline of what is on its way, in the place it will have: the rows of a table, or all of a tab.

const WIDTHS = [60, 45, 70, 55, 65, 50];

export function BoneRows({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <span className="bone" style={{ width: `${WIDTHS[(row + column * 2) % WIDTHS.length]}%` }} />
        </td>
      ))}
    </tr>
  ));
}

export function Loading() {
  return (
    <div className="loading" role="status">
      <span className="unseen">Loading</span>
      {WIDTHS.map((width, line) => (
        <span key={line} className="bone" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
