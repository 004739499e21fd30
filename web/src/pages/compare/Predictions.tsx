// Answers of runs side by side.
export function Predictions({ ids }: { ids: string[] }) {
  return <p className="quiet">{ids.length}</p>;
}
