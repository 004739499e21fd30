import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { histories } from "./histories";

afterEach(() => void vi.unstubAllGlobals());

test("columns become points, infinities among them, and large lists of runs several requests", async () => {
  const asked: { run_ids: string[]; start_time?: number; end_time?: number }[] = [];
  vi.stubGlobal("fetch", (_url: string, init: { body: string }) => {
    const body = JSON.parse(init.body) as (typeof asked)[number];
    asked.push(body);
    const [run_id] = body.run_ids;
    const text = `{"histories":[{"run_id":"${run_id}","key":"m","total":9,"steps":[9007199254740993,2],"timestamps":[5,6],"values":["NaN",-1.7976931348623157e+308]}]}`;
    return Promise.resolve(new Response(text));
  });
  const ids = Array.from({ length: 150 }, (_, index) => `r${index}`);
  const found = await new QueryClient().fetchQuery(histories([{ ids, ends: [3, 4] }], "m", 16, "time"));
  expect(asked.map(({ run_ids, start_time, end_time }) => [run_ids.length, start_time, end_time])).toEqual([[100, 3, 4], [50, 3, 4]]);
  expect([...found.totals]).toEqual([["r0", 9], ["r100", 9]]);
  expect(found.points.get("r0")).toEqual([
    { step: 9007199254740992, time: 5, value: NaN },
    { step: 2, time: 6, value: -Infinity },
  ]);
});
