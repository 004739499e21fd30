// Which part of the x axis is looked at, and how keys change it.

export type Range = readonly [from: number, to: number];

/** The outer ends of lines. One x alone gets room around it. */
export function extent(lists: number[][]): Range | undefined {
  let [from, to] = [Infinity, -Infinity];
  for (const list of lists) {
    for (const value of list) {
      if (value < from) from = value;
      if (value > to) to = value;
    }
  }
  if (from > to) return undefined;
  return from === to ? [from - 0.5, to + 0.5] : [from, to];
}

/** What a key makes of the part in sight; `undefined` is all of it, `false` a key that does nothing here. */
export function zoomBy(key: string, all: Range, now: Range | undefined): Range | undefined | false {
  const [from, to] = now ?? all;
  const size = to - from;
  switch (key) {
    case "+":
    case "=":
      return [from + size / 4, to - size / 4];
    case "-":
      return within([from - size / 2, to + size / 2], all);
    case "ArrowLeft":
      return now && moved(now, -size / 4, all);
    case "ArrowRight":
      return now && moved(now, size / 4, all);
    case "0":
      return undefined;
    default:
      return false;
  }
}

function within([from, to]: Range, all: Range): Range | undefined {
  if (from <= all[0] && to >= all[1]) return undefined;
  return [Math.max(from, all[0]), Math.min(to, all[1])];
}

function moved([from, to]: Range, by: number, all: Range): Range {
  const most = by < 0 ? Math.max(by, all[0] - from) : Math.min(by, all[1] - to);
  return [from + most, to + most];
}
