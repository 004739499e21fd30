import { expect, test } from "vitest";
import { inEach, inNew, inRun } from "./firstLines";

test("lines are within a run, however its id is written", () => {
  expect(inRun(`a"b`, ["one", "two"])).toBe('with mlflow.start_run(run_id="a\\"b"):\n    one\n    two');
});

test("each of the first runs gets a value of its own", () => {
  expect(inEach(["a", "b", "c"], "rate", [0.9, 0.8], ["log(rate)"]).split("\n")).toEqual([
    'runs = ["a", "b"]',
    "for run, rate in zip(runs, [0.9, 0.8]):",
    "    with mlflow.start_run(run_id=run):",
    "        log(rate)",
  ]);
});

test("each value gets a new run", () => {
  expect(inNew("7", "answer", ["4", "It is 4."], ["log(answer)"]).split("\n")).toEqual([
    'for answer in ["4", "It is 4."]:',
    '    with mlflow.start_run(experiment_id="7"):',
    "        log(answer)",
  ]);
});
