import { expect, test } from "vitest";
import type { Run } from "../api/types";
import type { Column } from "./columns";
import { meanOf, promptUses } from "./promptHistory";

const PROMPT: Column = { kind: "params", key: "prompt" };
const SCORE: Column = { kind: "metrics", key: "score" };
const run = (id: string, start_time: number, prompt: string | undefined, score?: number) =>
  ({
    info: { run_id: id, start_time },
    data: {
      params: prompt === undefined ? [] : [{ key: "prompt", value: prompt }],
      metrics: score === undefined ? [] : [{ key: "score", value: score }],
    },
  }) as unknown as Run;

test("a prompt is told once, in the order in which prompts came into use", () => {
  const runs = [run("a", 1, "old", 1), run("b", 5, "old", 2), run("c", 3, "new"), run("d", 2, undefined), run("e", 4, "")];
  const uses = promptUses(runs, PROMPT);
  expect(uses.map(({ text, runs }) => [text, runs.map(({ info }) => info.run_id)])).toEqual([
    ["new", ["c"]],
    ["old", ["b", "a"]],
  ]);
  expect(uses.map(({ runs }) => meanOf(runs, SCORE))).toEqual([undefined, 1.5]);
});

test("what is no number is in no mean", () => {
  expect(meanOf([run("a", 1, "p", NaN), run("b", 1, "p", 3), run("c", 1, "p", Infinity)], SCORE)).toBe(3);
});
