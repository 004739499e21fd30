// The outline of a table whose rows are on their way, in the place they will have.

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
