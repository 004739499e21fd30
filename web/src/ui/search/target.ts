// Where a hit leads.
import type { Hit } from "../../lib/found";

export function target({ kind, id, path }: Hit) {
  if (kind === "experiment") return { to: "/experiments/$ids", params: { ids: id } } as const;
  return { to: "/runs/$id", params: { id }, search: path ? { view: "tables", table: path } : {} } as const;
}
