import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { earliestFirst } from "./starts";

const run = (run_id: string, start_time: string): Run => ({ info: { run_id, experiment_id: "1", status: "FINISHED", lifecycle_stage: "active", start_time }, data: {} });
const runs = [run("newest", "3000"), run("middle", "200"), run("oldest", "10")];

test("selected runs are compared with the earliest first, however they were selected", () => {
  expect(earliestFirst(["newest", "oldest"], runs)).toEqual(["oldest", "newest"]);
  expect(earliestFirst(["middle", "newest", "oldest"], runs.toReversed())).toEqual(["oldest", "middle", "newest"]);
});

test("runs that are not loaded come last, as they were selected", () => {
  expect(earliestFirst(["b", "newest", "a", "middle"], runs)).toEqual(["middle", "newest", "b", "a"]);
});

test("runs of the same moment stand as in the other lists: the lower one in the table is the earlier one", () => {
  expect(earliestFirst(["x", "y"], [run("x", "1"), run("y", "1")])).toEqual(["y", "x"]);
});
