import { expect, test } from "vitest";
import { diffWords } from "./words";

test("words that changed, with nothing lost of either text", () => {
  const pieces = diffWords("Squirrels are not astronauts.", "Squirrels have never been astronauts.") ?? [];
  const text = (leave: string) => pieces.filter(({ change }) => change !== leave).map((piece) => piece.text).join("");
  expect(text("added")).toBe("Squirrels are not astronauts.");
  expect(text("removed")).toBe("Squirrels have never been astronauts.");
  expect(pieces.filter(({ change }) => change === "same").map((piece) => piece.text.trim())).toContain("Squirrels");
});

test("another text altogether is not marked word by word", () => {
  expect(diffWords("We are sorry. We look into it today.", "Please ask again later.")).toBeUndefined();
});

test("equal, empty and endless texts", () => {
  expect(diffWords("a", "a")).toEqual([{ text: "a", change: "same" }]);
  expect(diffWords("", "a")).toEqual([{ text: "a", change: "added" }]);
  const long = (word: string) => Array.from({ length: 30_000 }, (_, index) => `${word}${(index * 7919) % 30_011}`).join("\n");
  const start = performance.now();
  diffWords(long("a"), long("b"));
  expect(performance.now() - start).toBeLessThan(2_000);
});
