import { expect, test } from "vitest";
import type { Run, RunPage } from "../api/types";
import { columnCounter } from "./columnCounter";

const run = (keys: string[]): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: { metrics: keys.map((key) => ({ key, value: 1, timestamp: 0 })), tags: [{ key: "mlflow.user", value: "x" }] },
});
const page = (...runs: string[][]): RunPage => ({ runs: runs.map(run) });
const metrics = (known: { kind: string; key: string }[]) => known.filter(({ kind }) => kind === "metrics").map(({ key }) => key);

test("the most frequent keys come first, MLflow's own tags never", () => {
  const known = columnCounter()([page(["rare", "a"], ["a", "b"]), page(["b"])]);
  expect(metrics(known)).toEqual(["a", "b", "rare"]);
  expect(known.some(({ kind }) => kind === "tags")).toBe(false);
  expect(columnCounter()([]).length).toBeGreaterThan(0);
});

test("a page that is fetched again is counted as it is then, and one that is gone is not", () => {
  const counter = columnCounter();
  const [first, second] = [page(["a"], ["a"]), page(["b"])];
  expect(metrics(counter([first, second]))).toEqual(["a", "b"]);
  expect(metrics(counter([page(["c"]), second]))).toEqual(["b", "c"]);
  expect(metrics(counter([second]))).toEqual(["b"]);
  expect(counter([second])).toBe(counter([second]));
});

test("a page is read once, however many are loaded after it", () => {
  let reads = 0;
  const watched = (keys: string[]): RunPage => ({
    get runs() {
      reads += 1;
      return [run(keys)];
    },
  });
  const counter = columnCounter();
  const pages: RunPage[] = [];
  for (let index = 0; index < 100; index += 1) {
    pages.push(watched([`k${index}`]));
    counter([...pages]);
  }
  expect(reads).toBe(100);
});
