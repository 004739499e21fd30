import { afterEach, expect, test, vi } from "vitest";
import { get, refusal } from "./client";

afterEach(() => vi.unstubAllGlobals());

test("what is asked goes into path and query", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response("{}"));
  });
  await get("logged-models/{id}", { id: "m/1" });
  await get("metrics/get-history-bulk-interval", { run_ids: ["a", "b&c"], metric_key: "x", start_step: 0, end_step: undefined });
  await get("artifacts/list", { run_id: "a", path: "" });
  expect(asked).toEqual([
    "/api/2.0/mlflow/logged-models/m%2F1?",
    "/api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=a&run_ids=b%26c&metric_key=x&start_step=0",
    "/api/2.0/mlflow/artifacts/list?run_id=a",
  ]);
});

test("a refusal has the server's words, whatever they came in", () => {
  expect(refusal(400, '{"error_code":"BAD","message":"No <b> here"}')).toMatchObject({ status: 400, code: "BAD", message: "No <b> here" });
  expect(refusal(502, "<html>bad gateway</html>").message).toBe("A proxy does not reach the server (502). Check that the server is running.");
  expect(refusal(413, "too large").message).toBe("too large");
  expect(refusal(500, "").message).toContain("500");
  expect(refusal(500, "null").message).toBe("null");
});
