import { expect, test } from "vitest";
import { csvLines } from "./csv";

test("texts are quoted where they must be, numbers are as they are", () => {
  expect(csvLines([["a", "b"], ["x,y", 1.5], ['say "no"', NaN], ["two\nlines", -Infinity], [undefined, -1]])).toBe(
    'a,b\r\n"x,y",1.5\r\n"say ""no""",NaN\r\n"two\nlines",-Infinity\r\n,-1\r\n',
  );
});

test("no text is a formula of a spreadsheet", () => {
  expect(csvLines([["a"], ["=1+1"], ["@x"], ["-0.5"], ["-a"]])).toBe("a\r\n'=1+1\r\n'@x\r\n-0.5\r\n'-a\r\n");
});
