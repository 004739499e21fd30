import { expect, test } from "vitest";
import { experimentFilter, runQuery } from "./requests";

test("a name in a filter can not end its literal", () => {
  expect(experimentFilter("  ")).toBeUndefined();
  expect(experimentFilter("it's")).toBe("name ILIKE '%it_s%'");
  expect(experimentFilter("a\\b\\")).toBe("name ILIKE '%a_b_%'");
});

test("runs of one, several and all experiments", () => {
  expect(runQuery("1", "", "")).toEqual({ experiment_ids: ["1"], filter: undefined, order_by: undefined });
  expect(runQuery("1,2", "a = 1", "-metrics.x").experiment_ids).toEqual(["1", "2"]);
  expect(runQuery("1", "", "", "deleted").run_view_type).toBe("DELETED_ONLY");
  expect(runQuery("all", "", "", "all").run_view_type).toBe("ALL");
  expect(runQuery("1", "", "", "toString").run_view_type).toBeUndefined();
  expect(runQuery("all", "", "").filter).toBe("experiment_id IS NOT NULL");
  expect(runQuery("all", "a = 1 or b = 2", "").filter).toBe("(a = 1 or b = 2) AND experiment_id IS NOT NULL");
});
