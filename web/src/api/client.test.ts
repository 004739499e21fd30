import { expect, test } from "vitest";
import { refusal } from "./client";

test("a refusal has the server's words, whatever they came in", () => {
  expect(refusal(400, '{"error_code":"BAD","message":"No <b> here"}')).toMatchObject({ status: 400, code: "BAD", message: "No <b> here" });
  expect(refusal(502, "<html>bad gateway</html>").message).toBe("<html>bad gateway</html>");
  expect(refusal(500, "").message).toContain("500");
  expect(refusal(500, "null").message).toBe("null");
});
