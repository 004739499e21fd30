// A run's colour is found from its id, so two runs may have the same: in one chart the later one is dashed.

const DASHES: (number[] | undefined)[] = [undefined, [6, 4], [2, 4], [8, 3, 2, 3]];

export function dashed<T extends { colour: string }>(runs: T[]): (T & { dash?: number[] })[] {
  const before = new Map<string, number>();
  return runs.map((run) => {
    const same = before.get(run.colour) ?? 0;
    before.set(run.colour, same + 1);
    return { ...run, dash: DASHES[same % DASHES.length] };
  });
}
