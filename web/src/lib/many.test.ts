import { expect, test } from "vitest";
import { inGroups } from "./many";

const ids = Array.from({ length: 2500 }, (_, index) => `r${index}`);
const itself = (id: string) => id;

test("what is refused does not end the rest, and each is told", async () => {
  const groups: number[] = [];
  const told: number[] = [];
  const act = async (some: string[]) => {
    groups.push(some.length);
    return some.includes("r7") ? [{ run_id: "r7", message: "no" }] : [];
  };
  const outcome = await inGroups(ids, itself, act, new AbortController().signal, (many) => told.push(many));
  expect(groups).toEqual([1000, 1000, 500]);
  expect(told).toEqual([1000, 2000, 2500]);
  expect(outcome.failed).toEqual([{ item: "r7", error: new Error("no") }]);
  expect(outcome.done).toEqual(ids.filter((id) => id !== "r7"));
  expect(outcome.left).toEqual([]);
});

test("a group that fails as a whole fails for each of it", async () => {
  const act = async (some: string[]) => {
    if (some[0] === "r1000") throw new Error("away");
    return [];
  };
  const outcome = await inGroups(ids, itself, act, new AbortController().signal, () => {});
  expect(outcome.failed.map(({ item }) => item)).toEqual(ids.slice(1000, 2000));
  expect(outcome.failed[0]?.error.message).toBe("away");
  expect(outcome.done).toHaveLength(1500);
});

test("what is a request each is told and stopped one by one", async () => {
  const stop = new AbortController();
  const told: number[] = [];
  const act = async (some: string[]) => {
    if (some.includes("r2")) stop.abort();
    return [];
  };
  const outcome = await inGroups(ids, itself, act, stop.signal, (many) => told.push(many), 1);
  expect(told).toEqual([1, 2, 3]);
  expect(outcome.done).toEqual(["r0", "r1", "r2"]);
  expect(outcome.left).toHaveLength(2497);
});

test("a stop lets finish what has begun, and begins nothing more", async () => {
  const stop = new AbortController();
  const act = async () => {
    stop.abort();
    return [];
  };
  const outcome = await inGroups(ids, itself, act, stop.signal, () => {});
  expect(outcome.done).toEqual(ids.slice(0, 1000));
  expect(outcome.left).toEqual(ids.slice(1000));
});
