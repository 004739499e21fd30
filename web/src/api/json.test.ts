import { expect, test } from "vitest";
import { parseJson } from "./json";

test("whole numbers are never rounded", () => {
  expect(parseJson('{"step":9007199254740993,"n":-9223372036854775808}')).toEqual({
    step: "9007199254740993",
    n: "-9223372036854775808",
  });
  expect(parseJson('{"step":9007199254740991}')).toEqual({ step: 9007199254740991 });
});

test("digits in texts and fractions stay as they are", () => {
  const text = '{"a\\"1":"12345678901234567890 \\\\","x":[0.12345678901234567890,1.7976931348623157e+308,"\\\\"],"k":"9007199254740993"}';
  expect(parseJson(text)).toEqual(JSON.parse(text));
  const long = `{"v":"${"\\\"1234567890123456789 ".repeat(50_000)}"}`;
  expect(parseJson(long)).toEqual(JSON.parse(long));
});
