// A long table in pages: which of them are in sight, and how many rows there are, as far as the pages that were read tell.

/** Rows of a page. */
export const PAGE = 100;
/** The furthest row that the server goes to in one question. */
export const FURTHEST = 100_000;
/** Rows that are read before they are in sight. */
const AHEAD = 40;

export const pageOf = (row: number) => Math.floor(row / PAGE);

/**
 * The pages of rows in sight, and of one that is read by itself with those beside it, of so many rows as there are known to be. The first page
 * always: it tells what a table is like.
 */
export function pagesInSight(first: number, last: number, open?: number, rows = FURTHEST): number[] {
  const wanted = new Set([0]);
  const add = (from: number, to: number) => {
    const end = pageOf(Math.min(to, FURTHEST - 1, rows - 1));
    for (let page = pageOf(Math.max(0, from)); page <= end; page += 1) wanted.add(page);
  };
  add(first - AHEAD, last + AHEAD);
  if (open !== undefined) add(open - 1, open + 1);
  return [...wanted].sort((a, b) => a - b);
}

export interface Length {
  total: number;
  /** Otherwise there are more. */
  counted: boolean;
}

/** The latest answer that counted the rows, else as many as any of them tells. */
export function lengthOf(answers: { page: { total: number; counted?: boolean }; at: number }[]): Length {
  const latest = answers.reduce((best, each) => (best && best.at > each.at ? best : each), answers[0]);
  if (latest && latest.page.counted !== false) return { total: latest.page.total, counted: true };
  return { total: Math.max(0, ...answers.map(({ page }) => page.total)), counted: false };
}
