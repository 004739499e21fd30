// The same act on many things, in groups that are each done in one step, with what became of each thing.

export interface Outcome<T> {
  done: T[];
  failed: { item: T; error: Error }[];
  /** Not begun, because it was stopped. */
  left: T[];
}

/** The server takes no more in one request. */
const AT_ONCE = 1000;

/** What could not be done to some of a group, by their ids. */
export type Refused = { run_id: string; message: string }[];

/** A group that has begun when `signal` says stop is still finished: a request that is cut off may have been done all the same. */
export async function inGroups<T>(
  items: T[],
  idOf: (item: T) => string,
  act: (ids: string[]) => Promise<Refused>,
  signal: AbortSignal,
  tell: (finished: number) => void,
  atOnce = AT_ONCE,
): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], failed: [], left: [] };
  let next = 0;
  while (next < items.length && !signal.aborted) {
    const group = items.slice(next, next + atOnce);
    next += group.length;
    const trouble = await refusals(group.map(idOf), act);
    for (const item of group) {
      const error = trouble.get(idOf(item));
      if (error) outcome.failed.push({ item, error });
      else outcome.done.push(item);
    }
    tell(next);
  }
  outcome.left = items.slice(next);
  return outcome;
}

async function refusals(ids: string[], act: (ids: string[]) => Promise<Refused>): Promise<Map<string, Error>> {
  try {
    return new Map((await act(ids)).map(({ run_id, message }) => [run_id, new Error(message)]));
  } catch (error) {
    const all = error instanceof Error ? error : new Error(String(error));
    return new Map(ids.map((id) => [id, all]));
  }
}
