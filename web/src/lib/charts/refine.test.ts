import { expect, test } from "vitest";
import { canRefine, endsOf, partsOf, refine } from "./refine";
import type { History } from "./series";

const point = (step: number, time = step) => ({ step, time, value: step });
const history = (id: string, start: number, total: number): History => ({ id, name: id, colour: "red", start, total, points: [point(0, start), point(9, start + 100_000)] });

test("a part with more points takes the place of the coarse one", () => {
  const points = (...steps: number[]) => steps.map((step) => point(step, -step));
  const found = refine(points(0, 10, 20, 30), points(8, 9, 10, 11), [8, 12], "step");
  expect(found.map(({ step }) => step)).toEqual([0, 8, 9, 10, 11, 20, 30]);
  expect(refine(points(30, 20, 10, 0), points(11, 10, 9, 8), [-12, -8], "time").map(({ time }) => -time)).toEqual([30, 20, 11, 10, 9, 8, 0]);
  expect(refine(points(0, 10), [], [0, 20], "step")).toHaveLength(2);
});

test("a part has whole ends, and something beside what is in sight", () => {
  expect(endsOf([10.5, 20.5])).toEqual([9, 22]);
  expect(endsOf([0, 1e300])).toBeUndefined();
});

test("in time since the start every run has a part of its own", () => {
  const two = [history("a", 1_000, 50), history("b", 500_000, 2)];
  expect(partsOf(two, "step", [2, 4])).toEqual([{ ids: ["a", "b"], ends: [1, 5] }]);
  expect(partsOf(two, "time", [2000, 4000])).toEqual([{ ids: ["a", "b"], ends: [1800, 4200] }]);
  // In seconds.
  expect(partsOf(two, "relative", [10, 20])).toEqual([
    { ids: ["a"], ends: [10_000, 22_000] },
    { ids: ["b"], ends: [509_000, 521_000] },
  ]);
  expect(canRefine(two, "relative")).toBe(true);
  const many = Array.from({ length: 25 }, (_, index) => history(String(index), 0, 50));
  expect([canRefine(many, "relative"), canRefine(many, "step"), canRefine([history("a", 0, 2)], "step")]).toEqual([false, true, false]);
  expect(partsOf(many, "relative", [10, 20])).toEqual([]);
});
