// What a page's state means as a request: names to filters, columns to orders.
import { orderBy } from "../lib/columns";
import { pattern } from "../lib/found";
import type { ViewType } from "./schema";

/** Experiments whose name contains the text. */
export function experimentFilter(name: string): string | undefined {
  const text = pattern(name);
  return text ? `name ILIKE '%${text}%'` : undefined;
}

/** Put before a filter that asks all experiments; an error's position is counted behind it. */
export const ALL_BEFORE = "(";

/** Which of them, by what the address says: active ones unless it asks for the deleted, or for all. */
const STAGES = new Map<string, ViewType>([["deleted", "DELETED_ONLY"], ["all", "ALL"]]);

/** The server's word for a stage of the address; nothing for its usual one. */
export function viewType(stage: string): ViewType | undefined {
  return STAGES.get(stage);
}

/** `ids` is one id, several with commas, or `all`. */
export function runQuery(ids: string, filter: string, sort: string, stage = "") {
  const order = orderBy(sort);
  const order_by = order ? [order] : undefined;
  const run_view_type = viewType(stage);
  if (ids !== "all") return { experiment_ids: ids.split(","), filter: filter || undefined, order_by, run_view_type };
  // The server asks all experiments of a filter that names the experiment.
  const anywhere = "experiment_id IS NOT NULL";
  const all = filter.trim() ? `${ALL_BEFORE}${filter}) AND ${anywhere}` : anywhere;
  return { experiment_ids: [], filter: all, order_by, run_view_type };
}
