import { expect, test } from "vitest";
import { fromHash } from "./oldLinks";

test.each([
  ["#/experiments/1", "/experiments/1"],
  ["#/experiments/1/runs", "/experiments/1"],
  ["#/experiments/1/runs/abc", "/runs/abc"],
  ["#/experiments/1/runs/abc/artifacts", "/runs/abc?view=artifacts"],
  ["#/experiments/1/runs/abc/artifacts/a/b", "/runs/abc?view=artifacts&path=a%2Fb"],
  ["#/experiments/1/runs/abc/artifactPath/a%20b/c%3F.txt", "/runs/abc?view=artifacts&path=a+b%2Fc%3F.txt"],
  ["#/experiments/1/runs/abc/model-metrics", "/runs/abc"],
  ["#/experiments", "/"],
  ["#/", "/"],
  ["#/models/x", "/"],
  ['#/compare-runs?runs=["a","b"]&experiments=["1"]', "/compare?runs=a%2Cb"],
  ["#/compare-runs?runs=%5B%22a%22,%22b%22%5D", "/compare?runs=a%2Cb"],
  ["#/compare-runs?runs=[broken", "/compare"],
  ["#/compare-experiments/s?experiments=[\"1\",\"2\"]", "/experiments/1,2"],
  ["#/experiments/1?searchFilter=metrics.x%20%3E%201&orderByKey=metrics.%60m%60&orderByAsc=false", "/experiments/1?filter=metrics.x+%3E+1&sort=-metrics.m"],
  ["#/experiments/1?orderByKey=attributes.start_time&orderByAsc=false", "/experiments/1"],
  ["#/experiments/%E0%A4%A/runs/a%2Fb", "/runs/a%2Fb"],
])("%s leads to %s", (hash, path) => expect(fromHash(hash)).toBe(path));

test("other hashes are left alone", () => {
  expect(fromHash("")).toBeUndefined();
  expect(fromHash("#content")).toBeUndefined();
});
