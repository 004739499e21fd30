import { expect, test } from "vitest";
import { parseSearch } from "./search";
import { type Views, problemOfName, readViews, removeView, renameView, saveView, viewOf } from "./views";

const kept: Views = { views: [{ name: "a", search: "?sort=x" }, { name: "b", search: "" }], usual: "a" };

test("a view is what the address says, without what is selected for the moment", () => {
  const search = { filter: "metrics.a > 1", selected: "r1,r2", peek: "r1", sort: undefined };
  expect(parseSearch(viewOf(search))).toEqual({ filter: "metrics.a > 1" });
  expect(viewOf({ selected: "r1" })).toBe("");
});

test("views are saved, renamed and removed, and the usual one goes along", () => {
  expect(saveView(kept, { name: "b", search: "?q" }).views[1]).toEqual({ name: "b", search: "?q" });
  expect(saveView(kept, { name: "c", search: "" }).views).toHaveLength(3);
  expect(renameView(kept, "a", "c")).toEqual({ views: [{ name: "c", search: "?sort=x" }, { name: "b", search: "" }], usual: "c" });
  expect(problemOfName(kept, "a", "b")).toContain("“b” already");
  expect(problemOfName(kept, "a", "a")).toBeUndefined();
  expect(problemOfName(kept, "a", "c")).toBeUndefined();
  expect(renameView(kept, "a", "a")).toEqual(kept);
  expect(removeView(kept, "a")).toEqual({ views: [{ name: "b", search: "" }], usual: undefined });
});

test("what was kept is read again, and nonsense is no view", () => {
  expect(readViews(JSON.stringify(kept))).toEqual(kept);
  for (const text of ["", "", "{", "null", "[]", '{"views":[null,1,{"name":""},{"name":"x"}],"usual":"x"}']) expect(readViews(text)).toEqual({ views: [] });
});
