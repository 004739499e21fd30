import { expect, test } from "vitest";
import { pythonLines, rustLines } from "./code";
import { quoted } from "./quoted";

test("texts stay texts in each language", () => {
  const hostile = 'a"\\\n")';
  expect(pythonLines("http://h", hostile)).toContain(String.raw`get_run("a\"\\\n\")")`);
  expect(rustLines("http://h", hostile)).toContain(String.raw`get_run("a\"\\\u{a}\")")`);
  expect(rustLines("http://h", "r")).toContain('set_tracking_uri("http://h")');
});

test("a literal of the search language can not be left", () => {
  expect(quoted("abc")).toBe("'abc'");
  expect(quoted("it's")).toBe(`"it's"`);
  expect(quoted(`' OR "`)).toBe(`"' OR "`);
});
