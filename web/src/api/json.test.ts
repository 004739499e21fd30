import { expect, test, vi } from "vitest";
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

test("long whole numbers are seen wherever they stand, and ids of runs need no second look", () => {
  const many = "9007199254740993";
  expect([`[1,${many}]`, `[${many}]`, `[1, -${many}]`, `{"a": ${many}}`, many].map((text) => JSON.stringify(parseJson(text)))).toEqual([
    `[1,"${many}"]`, `["${many}"]`, `[1,"-${many}"]`, `{"a":"${many}"}`, `"${many}"`,
  ]);
  const replace = vi.spyOn(String.prototype, "replace");
  parseJson('{"run_id":"4f12345678901234567890abcdefabcd","artifact_uri":"mlflow-artifacts:/0/1234567890123456abcdefabcdefabcd/artifacts","value":0.12345678901234567}');
  expect(replace).not.toHaveBeenCalled();
  replace.mockRestore();
});
