import { expect, test } from "vitest";
import { tagFilter, tagWith } from "./foundTags";

test("a word is sought in the names of tags, and in the values of the others", () => {
  expect(tagFilter(" it's ", ["team", "it's"])).toBe("(tags.`it's` IS NOT NULL OR tags.`team` ILIKE '%it_s%')");
  expect(tagFilter("Owner", ["owner of it"])).toBe("(tags.`owner of it` IS NOT NULL)");
  expect(tagFilter("x", [])).toBeUndefined();
  expect(tagFilter("x", ["a`\"b"]), "no quoting names it").toBeUndefined();
});

test("the names come first where there are too many keys", () => {
  const keys = [...Array.from({ length: 50 }, (_, at) => `a${at}`), "wanted"];
  const filter = tagFilter("wanted", keys) ?? "";
  expect(filter.split(" OR ")).toHaveLength(20);
  expect(filter).toContain("tags.`wanted` IS NOT NULL");
});

test("the tag that has the word is told", () => {
  const tags = [{ key: "mlflow.user", value: "ann" }, { key: "team", value: "Anna's" }];
  expect(tagWith(tags, " ann")).toBe("team: Anna's");
  expect(tagWith(tags, "TEAM")).toBe("team: Anna's");
  expect(tagWith(tags, "else")).toBe("");
  expect(tagWith(undefined, "x")).toBe("");
});
