// The same act on many things, a few at a time, with what became of each.

export interface Outcome<T> {
  done: T[];
  failed: { item: T; error: Error }[];
  /** Not begun, because it was stopped. */
  left: T[];
}

/** More at once would only wait for each other on the server. */
const AT_ONCE = 4;

/** What has begun when `signal` says stop is still finished: a request that is cut off may have been done all the same. */
export async function onEach<T>(
  items: T[],
  act: (item: T) => Promise<unknown>,
  signal: AbortSignal,
  tell: (finished: number) => void,
): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], failed: [], left: [] };
  let next = 0;
  const work = async () => {
    while (next < items.length && !signal.aborted) {
      const item = items[next++] as T;
      try {
        await act(item);
        outcome.done.push(item);
      } catch (error) {
        outcome.failed.push({ item, error: error instanceof Error ? error : new Error(String(error)) });
      }
      tell(outcome.done.length + outcome.failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  outcome.left = items.slice(next);
  return outcome;
}
