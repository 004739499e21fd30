import { expect, test } from "vitest";
import { ago, bytes, change, count, duration, exact, iso, number, rowCount } from "./format";

test.each([
  [0.91, "0.91"],
  [0.123456, "0.1235"],
  [1234.5678, "1234.6"],
  [0, "0"],
  [-0.00001, "-1e-5"],
  [1.23456e-12, "1.235e-12"],
  [1.7e308, "1.7e308"],
  [1.7976931348623157e308, "∞"],
  [-1.7976931348623157e308, "-∞"],
  [2 ** 53 - 1, "9.007e15"],
  [123456, "123456"],
  ["9007199254740993", "9007199254740993"],
  ["NaN", "NaN"],
  ["Infinity", "Infinity"],
])("the number %s reads %s", (value, text) => expect(number(value)).toBe(text));

test("a change says its direction, or nothing", () => {
  expect(change(0.9, 0.5)).toBe("▲ 0.4");
  expect(change(1, 3)).toBe("▼ 2");
  expect([change(1, 1), change("NaN", 1), change(undefined, 1)]).toEqual(["", "", ""]);
});

test("times by their distance", () => {
  const now = 1_700_000_000_000;
  expect(ago(now - 5_000, now)).toBe("just now");
  expect(ago(now - 180_000, now)).toBe("3 min ago");
  expect(ago(now - 7_200_000, now)).toBe("2 h ago");
  expect(ago(now - 86_400_000 * 3, now)).toBe("3 d ago");
  expect(ago(now + 7_200_000, now)).toBe("in 2 h");
  expect(ago(now - 86_400_000 * 400, now)).toContain("2022");
  expect(ago("99999999999999999999", now)).toBe("99999999999999999999");
  expect(ago(8.64e15 + 1, now)).toBe("8640000000000001");
  expect([exact("1e30"), iso("x")]).toEqual(["1e30", undefined]);
  expect(exact(now)).toContain("(1700000000000)");
});

test("durations and sizes in people's units", () => {
  expect(duration(0, 250)).toBe("250 ms");
  expect(duration(0, 1_200)).toBe("1.2 s");
  expect(duration(0, 754_000)).toBe("12 min 34 s");
  expect(duration(0, 3_600_000 * 49)).toBe("2 d 1 h");
  expect([duration(5, 1), duration(undefined, 1), duration(1, undefined)]).toEqual(["", "", ""]);
  expect([bytes(0), bytes(1023), bytes(1536), bytes(5 * 1024 ** 3)]).toEqual(["0 B", "1023 B", "1.5 KiB", "5 GiB"]);
  expect([count(1, "run"), count(2, "run")]).toEqual(["1 run", "2 runs"]);
});

test("rows that were not counted are at least so many", () => {
  expect([rowCount(1), rowCount(0), rowCount(12, true), rowCount(1_201, false)]).toEqual(["1 row", "0 rows", "12 rows", "more than 1,200 rows"]);
});
