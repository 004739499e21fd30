import { expect, test } from "vitest";
import { blocks } from "./textDiff";

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `line ${from + at}\n`).join("");

test("what is equal is folded, what changed shows its words", () => {
  const before = `${lines(0, 20)}the model is small\n${lines(20, 40)}`;
  const after = `${lines(0, 20)}the model is large\n${lines(20, 40)}new at the end\n`;
  const found = blocks(before, after);
  expect(found.map((block) => block.is)).toEqual(["folded", "same", "changed", "same", "folded", "same", "changed"]);
  expect(found[0]).toEqual({ is: "folded", text: lines(0, 17), lines: 17 });
  expect(found[1]).toEqual({ is: "same", text: lines(17, 20) });
  const [, , changed, , folded, , added] = found;
  expect(changed?.is === "changed" && changed.pieces.filter(({ change }) => change !== "same")).toEqual([
    { text: "small", change: "removed" },
    { text: "large", change: "added" },
  ]);
  expect(folded).toEqual({ is: "folded", text: lines(23, 37), lines: 14 });
  expect(added).toEqual({ is: "changed", pieces: [{ text: "new at the end\n", change: "added" }] });
});

test("texts without anything in common are one after the other", () => {
  expect(blocks("abc\n", "xyz\n")).toEqual([{ is: "changed", pieces: [{ text: "abc\n", change: "removed" }, { text: "xyz\n", change: "added" }] }]);
  expect(blocks("", "new\n")).toEqual([{ is: "changed", pieces: [{ text: "new\n", change: "added" }] }]);
});

test("no line is lost", () => {
  const [before, after] = [`${lines(0, 9)}a\n${lines(9, 30)}b`, `x\n${lines(0, 9)}${lines(9, 30)}c`];
  const side = (other: string) =>
    blocks(before, after).map((block) => (block.is === "changed" ? block.pieces.filter(({ change }) => change !== other).map(({ text }) => text).join("") : block.text)).join("");
  expect([side("added"), side("removed")]).toEqual([before, after]);
});

test("without time for all lines, those at both ends are still equal", () => {
  const [before, after] = ["a", "b"].map((own) => `${lines(0, 20)}${lines(100, 150).replaceAll("line", own)}${lines(20, 40)}`) as [string, string];
  const found = blocks(before, after, -1);
  expect(found.map((block) => block.is)).toEqual(["folded", "same", "changed", "same", "folded"]);
  expect(found[2]?.is === "changed" && found[2].pieces.map(({ change }) => change)).toEqual(["removed", "added"]);
});

test("many changed lines take no more time than few", () => {
  const text = (own: string) => Array.from({ length: 400 }, (_, at) => `line ${at}\n${Array.from({ length: 300 }, (__, word) => `${own}${(word * at) % 307}`).join(" ")}\n`).join("");
  const start = performance.now();
  blocks(text("a"), text("b"));
  expect(performance.now() - start).toBeLessThan(2_000);
});
