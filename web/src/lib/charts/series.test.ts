import { expect, test } from "vitest";
import { type History, breakNote, breakOf, hasPlace, readAxis, seriesOver } from "./series";

const history = (points: [step: number, time: number, value: number][], start?: number): History => ({
  id: "a",
  name: "one",
  colour: "red",
  start,
  points: points.map(([step, time, value]) => ({ step, time, value })),
  total: points.length,
});

test("a line is in the order of its axis", () => {
  const points = history([[2, 1000, 0.2], [1, 3000, 0.1], [1, 2000, 0.3]]);
  expect(seriesOver([points], "step").series[0]).toMatchObject({ xs: [1, 1, 2], ys: [0.1, 0.3, 0.2] });
  expect(seriesOver([points], "time").series[0]).toMatchObject({ xs: [1000, 2000, 3000], ys: [0.2, 0.3, 0.1] });
});

test("time since the start begins with the run, or with a point that is older, in a unit for all lines", () => {
  const run = history([[0, 10_000, 1], [1, 70_000, 2]], 4_000);
  expect(seriesOver([run], "relative")).toMatchObject({ unit: { name: "seconds" }, series: [{ xs: [6, 66] }] });
  const older = history([[0, 0, 1], [1, 7_200_000, 2]], 50_000);
  const both = seriesOver([run, older], "relative");
  expect(both.unit.name).toBe("hours");
  expect(both.series[1]?.xs).toEqual([0, 2]);
  expect(both.series[0]?.xs[0]).toBeCloseTo(6 / 3600);
});

test("breaks are what has no place on the scale", () => {
  const breaks = (log: boolean) => [NaN, Infinity, -Infinity, 0, -1, 1].map((value) => breakOf(value, log));
  expect(breaks(false)).toEqual(["NaN", "∞", "−∞", undefined, undefined, undefined]);
  expect(breaks(true)).toEqual(["NaN", "∞", "−∞", "−∞", "−∞", undefined]);
  expect([NaN, Infinity, 0, -1, 1].map((value) => hasPlace(value, false))).toEqual([false, false, true, true, true]);
  expect([NaN, Infinity, 0, -1, 1].map((value) => hasPlace(value, true))).toEqual([false, false, false, false, true]);
  const lines = [{ ys: [NaN, 1, Infinity] }, { ys: [-Infinity, NaN, 0] }];
  expect(breakNote(lines, false)).toBe("2 NaN, 2 infinite");
  expect(breakNote(lines, true)).toBe("2 NaN, 2 infinite, 1 at or below zero, which a log scale has no place for");
  expect(breakNote([{ ys: [1, 2] }], true)).toBe("");
});

test("an address with an unknown axis has steps", () => {
  expect([undefined, "time", "__proto__"].map(readAxis)).toEqual(["step", "time", "step"]);
});
