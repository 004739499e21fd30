import { expect, test } from "vitest";
import { type Piece, beginning, diffWords } from "./words";

const side = (pieces: Piece[], leave: string) => pieces.filter(({ change }) => change !== leave).map((piece) => piece.text).join("");
const changes = (pieces: Piece[] | undefined) => pieces?.filter(({ change }) => change !== "same").map(({ text, change }) => `${change} ${text}`);

test("words that changed, with nothing lost of either text", () => {
  const pieces = diffWords("Squirrels are not astronauts.", "Squirrels have never been astronauts.") ?? [];
  expect(side(pieces, "added")).toBe("Squirrels are not astronauts.");
  expect(side(pieces, "removed")).toBe("Squirrels have never been astronauts.");
  expect(pieces.filter(({ change }) => change === "same").map((piece) => piece.text.trim())).toContain("Squirrels");
});

test("another text altogether is not marked word by word", () => {
  expect(diffWords("We are sorry. We look into it today.", "Please ask again later.")).toBeUndefined();
});

test("equal and empty texts", () => {
  expect(diffWords("a", "a")).toEqual([{ text: "a", change: "same" }]);
  expect(diffWords("", "a")).toEqual([{ text: "a", change: "added" }]);
});

test("one word of a long text, on lines or without any", () => {
  for (const end of ["\n", " "]) {
    const text = (...words: string[]) => `${`The same sentence.${end}`.repeat(2_000)}A ${words[0]} here.${end}${`Another one.${end}`.repeat(3_000)}A ${words[1]} there.`;
    expect(changes(diffWords(text("cat", "dog"), text("cow", "dog")))).toEqual(["removed cat", "added cow"]);
    expect(changes(diffWords(text("cat", "dog"), text("cow", "pig")))).toEqual(["removed cat", "added cow", "removed dog", "added pig"]);
  }
  expect(changes(diffWords(`${"x ".repeat(20_000)}end`, `${"x ".repeat(20_000)}end and more`))).toEqual(["added  and more"]);
});

test("texts that have nothing in common take no more than their time, whatever they are made of", () => {
  for (const gap of ["\n", ". ", " ", ""]) {
    const long = (word: string) => Array.from({ length: 30_000 }, (_, index) => `${word}${(index * 7919) % 30_011}`).join(gap);
    const start = performance.now();
    expect(diffWords(long("a"), long("b"))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1_000);
  }
});

test("nothing is lost where time runs out", () => {
  const text = (seed: number) => `same start\n${Array.from({ length: 4_000 }, (_, at) => `w${(at * seed) % 997}${at % 7 ? " " : ".\n"}`).join("")}same end`;
  for (const most of [0, 1, 5, 150]) {
    const pieces = diffWords(text(31), text(37), most);
    if (pieces) expect([side(pieces, "added"), side(pieces, "removed")]).toEqual([text(31), text(37)]);
  }
});

test("the beginning of pieces", () => {
  const pieces: Piece[] = [{ text: "abc", change: "same" }, { text: "def", change: "added" }, { text: "g", change: "same" }];
  expect(beginning(pieces, 4)).toEqual([{ text: "abc", change: "same" }, { text: "d", change: "added" }]);
  expect(beginning(pieces, 9)).toEqual(pieces);
});
