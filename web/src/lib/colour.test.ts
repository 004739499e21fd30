import { expect, test } from "vitest";
import { runColour, runShape } from "./colour";

test("runs that have one colour are told apart by their shape, as a rule", () => {
  const ids = Array.from({ length: 2_000 }, (_, at) => at.toString(16).padStart(32, "9c2f41d07ab3"));
  const looks = ids.map((id) => `${runColour(id)} ${runShape(id)}`);
  expect(new Set(looks).size).toBe(32);
  const same = looks.filter((look, at) => at > 0 && look === looks[at - 1]).length;
  expect(same).toBeLessThan(2_000 / 16);
  expect(runShape("a")).toBe(runShape("a"));
});
