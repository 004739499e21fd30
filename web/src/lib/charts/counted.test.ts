import { expect, test } from "vitest";
import { counted, countedWords } from "./counted";

const lines = (...each: [shown: number, total: number][]) =>
  each.map(([shown, total]) => ({ points: Array.from({ length: shown }, (_, step) => ({ step, time: 0, value: 1 })), total }));

test("what a chart leaves out is told, and what it keeps", () => {
  const words = (...args: Parameters<typeof counted>) => countedWords(counted(...args));
  expect(words(lines([1, 1]))).toBe("1 point");
  expect(words(lines([100, 100], [20, 20]))).toBe("120 points");
  expect(words(lines([100, 5000], [20, 20]))).toBe("120 of 5,020 points; lowest and highest of each stretch are kept");
  expect(words(lines([100, 5000]), lines([90, 400]))).toBe("90 of 400 points of this part; lowest and highest of each stretch are kept");
  expect(words(lines([100, 5000]), lines([90, 90]))).toBe("All 90 points of this part");
  expect(words(lines([100, 5000]), [])).toBe("No points in this part");
});
