import { expect, test } from "vitest";
import { promptsOf, render } from "./prompts";

test("params that are prompts", () => {
  const params = ["prompt_template", "system_prompt", "prompt_version", "model", "max_prompt_tokens"].map((key) => ({ key, value: key }));
  const info = { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" as const };
  expect([...promptsOf({ info, data: { params } }).keys()]).toEqual(["prompt_template", "system_prompt"]);
});

test("a template with a row's cells in it", () => {
  const said = render('{question} / {{ question }} / {other} / {"json": 1} / $& ', ["question", "n"], ["Why {n}?", 7]);
  expect(said).toBe('Why {n}? / Why {n}? / {other} / {"json": 1} / $& ');
});
