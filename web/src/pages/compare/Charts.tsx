// Metrics of runs in the same charts.
export function Charts({ ids }: { ids: string[] }) {
  return <p className="quiet">{ids.length}</p>;
}
