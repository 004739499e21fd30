// Asks again for what a page shows. What is on its way is left to arrive, and only then asked for once more: a page that is being filled, or
// goes on to its next rows, would otherwise begin anew with each thing that is logged.
import type { Query, QueryClient } from "@tanstack/react-query";

const GENTLY = { cancelRefetch: false };

export async function askAgain(client: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  const onTheirWay = new Set(client.getQueryCache().findAll({ predicate, fetchStatus: "fetching" }));
  await client.invalidateQueries({ predicate }, GENTLY);
  // These may have been answered before what is new now.
  if (onTheirWay.size > 0) await client.invalidateQueries({ predicate: (query) => onTheirWay.has(query) }, GENTLY);
}
