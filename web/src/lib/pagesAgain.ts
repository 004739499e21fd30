// Pages of a list that are read again one by one, each from where it began. What came in between or went away has moved the rows, so a
// page that was read anew is fitted to the one behind it, which stays.

interface Page<Row> {
  rows: Row[];
  /** Where the next page begins; nothing at the end. */
  next: string | undefined;
  /** Some of the rows are from before. */
  old?: boolean;
}

/** The page as it fits, or nothing when those behind it have to be read again, too. `behind` are the rows of the page behind. */
export function fitted<Row>(now: Page<Row>, before: Page<Row>, behind: Row[], id: (row: Row) => string): Page<Row> | undefined {
  if (now.next === before.next) return now;
  if (now.next === undefined || before.next === undefined) return undefined;
  const ids = now.rows.map(id);
  const old = before.rows.map(id);
  const end = ids.at(-1);
  const last = end === undefined ? -1 : old.indexOf(end);
  // Others came: those that they pushed out follow, unless one of them has moved up.
  if (last >= 0) {
    const pushed = before.rows.slice(last + 1);
    const there = new Set(ids);
    return pushed.some((row) => there.has(id(row))) ? undefined : { rows: [...now.rows, ...pushed], next: before.next, old: pushed.length > 0 };
  }
  // Some went away: what moved up from the page behind is left there.
  const close = old.at(-1);
  const cut = close === undefined ? -1 : ids.indexOf(close);
  const over = ids.slice(cut + 1);
  return cut >= 0 && over.every((each, at) => behind[at] !== undefined && id(behind[at]) === each) ? { rows: now.rows.slice(0, cut + 1), next: before.next } : undefined;
}

/** The rows of all pages, each once: what was found on a page that was just read is no longer on one that was not. And where each page ends. */
export function placed<Row>(pages: { rows: Row[]; old: boolean }[], id: (row: Row) => string): { rows: Row[]; ends: number[] } {
  const fresh = new Set(pages.some(({ old }) => old) ? pages.flatMap(({ rows, old }) => (old ? [] : rows.map(id))) : []);
  const rows: Row[] = [];
  const seen = new Set<string>();
  const ends = pages.map((page) => {
    for (const row of page.rows) {
      const name = id(row);
      if (seen.has(name) || (page.old && fresh.has(name))) continue;
      seen.add(name);
      rows.push(row);
    }
    return rows.length;
  });
  return { rows, ends };
}

/** The pages that have some of these rows. */
export function pagesOf(ends: number[], first: number, last: number): number[] {
  return ends.flatMap((end, page) => (end > first && (ends[page - 1] ?? 0) <= last ? [page] : []));
}
