// Until what a page has asked for is there. A page that is being filled, or goes on to its next rows, would otherwise begin anew with each
// thing that is logged.
import type { Query, QueryClient } from "@tanstack/react-query";

export async function arrived(client: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  const onTheirWay = client.getQueryCache().findAll({ predicate, fetchStatus: "fetching" });
  // What fails is shown where it was asked for.
  await Promise.allSettled(onTheirWay.map((query) => query.promise));
}
