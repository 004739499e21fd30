import { expect, test } from "vitest";
import { isWhole, matching, seeksSystem } from "./foundKeys";

const found = { keys: ["a/loss", "b", "Loss", "loss/b"].map((key) => ({ key })), total: 4 };

test("what begins with the text comes first, and then what is frequent", () => {
  expect(matching(found, [], " loss")).toEqual(["Loss", "loss/b", "a/loss"]);
  expect(matching(found, ["loss/b", "b", "rare"], "LOSS")).toEqual(["loss/b", "Loss", "a/loss"]);
  expect(matching(found, ["b"], "")).toEqual(["b", "a/loss", "Loss", "loss/b"]);
  expect(matching(found, ["b"], "%")).toEqual([]);
});

test("MLflow's own tags are sought by their beginning", () => {
  expect(["mlflow", " MLflow.source"].map(seeksSystem)).toEqual([true, true]);
  expect(["", "ml", "source", "my.mlflow"].map(seeksSystem)).toEqual([false, false, false, false]);
});

test("a list with another page is not whole", () => {
  expect(isWhole(found)).toBe(true);
  expect(isWhole({ ...found, next_page_token: "x" })).toBe(false);
  expect(isWhole(undefined)).toBe(false);
});
