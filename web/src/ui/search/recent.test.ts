import { beforeEach, expect, test, vi } from "vitest";
import { keep } from "../kept";
import { hitOf, recent, remember } from "./recent";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text) });
});

test("the last page is the first, once, and not for ever", () => {
  remember("/runs/a", "first");
  remember("/experiments/1,2", "two experiments");
  remember("/runs/a", "renamed");
  remember("/runs/b", "Run");
  remember("/compare", "Compare");
  expect(recent().map(({ kind, id, name }) => [kind, id, name])).toEqual([["run", "a", "renamed"], ["experiment", "1,2", "two experiments"]]);
  for (let at = 0; at < 30; at += 1) remember(`/runs/${at}`, `run ${at}`);
  expect(recent()).toHaveLength(12);
});

test("what others left there does no harm", () => {
  keep("recent", '[{"kind":"run","id":7},null,{"kind":"x"},{"kind":"run","id":"a","name":"n","detail":""}]');
  expect(recent()).toHaveLength(1);
  keep("recent", "{");
  expect(recent()).toEqual([]);
  expect(hitOf("/runs/%zz", "n")?.id).toBe("%zz");
});
