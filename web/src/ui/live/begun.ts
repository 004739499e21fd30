// When each question was asked last: what was asked after a change has the change in its answer.
import type { Query, QueryClient } from "@tanstack/react-query";

export interface Begun {
  /** Whether all of the question was asked after this moment, or is being asked. */
  after: (query: Query, moment: number) => boolean;
  stop: () => void;
}

export function begun(client: QueryClient, now: () => number = () => performance.now()): Begun {
  const moments = new WeakMap<Query, number>();
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "fetch") return;
    // The next page of a list says nothing about those before it.
    if (!event.action.meta?.fetchMore) moments.set(event.query, now());
  });
  return { after: (query, moment) => (moments.get(query) ?? -1) > moment, stop };
}
