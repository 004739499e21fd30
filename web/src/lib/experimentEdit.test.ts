import { expect, test } from "vitest";
import { NOTE, changes, draftOf, tagsOf } from "./experimentEdit";

const before = draftOf({
  experiment_id: "1",
  name: "old",
  lifecycle_stage: "active",
  tags: [{ key: "team", value: "a" }, { key: "gone", value: "b" }, { key: NOTE, value: "why" }, { key: "mlflow.experimentKind", value: "x" }],
});

test("only what was changed is told", () => {
  expect(changes(before, before)).toEqual({ name: undefined, set: [], remove: [] });
  const after = { name: "new", note: " ", tags: [{ key: "team", value: "c" }, { key: " ", value: "y" }, { key: "more ", value: "" }] };
  expect(changes(before, after)).toEqual({ name: "new", set: [{ key: "team", value: "c" }, { key: "more", value: "" }], remove: ["gone", NOTE] });
});

test("MLflow's own tags are neither shown nor removed", () => {
  expect(before).toEqual({ name: "old", note: "why", tags: [{ key: "team", value: "a" }, { key: "gone", value: "b" }] });
  expect(changes(before, { ...before, tags: [] }).remove).toEqual(["team", "gone"]);
});

test("the last of two tags with one key is meant", () => {
  expect(tagsOf({ name: "", note: "", tags: [{ key: "a", value: "1" }, { key: "a ", value: "2" }] })).toEqual([{ key: "a", value: "2" }]);
});
