import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { pairFilter, runFilter, tableFilter, tablesNamed } from "./found";

test("what is typed can not end its literal", () => {
  expect(runFilter(" it's ")).toBe("(attributes.run_name ILIKE '%it_s%' OR attributes.run_id ILIKE 'it_s%') AND experiment_id IS NOT NULL");
  expect(tableFilter("a'b")).toBe("tags.`mlflow.loggedArtifacts` ILIKE '%a_b%' AND experiment_id IS NOT NULL");
  expect(tableFilter("a\\b\\")).toBe("tags.`mlflow.loggedArtifacts` ILIKE '%a_b_%' AND experiment_id IS NOT NULL");
});

test("pairs", () => {
  const like = "(params.`model` ILIKE '%gpt_4%' OR tags.`model` ILIKE '%gpt_4%') AND experiment_id IS NOT NULL";
  expect(pairFilter("model = gpt'4")).toBe(like);
  expect(pairFilter("model:gpt'4 ")).toBe(like);
  expect(pairFilter("a`b=c")).toContain('params."a`b" ILIKE');
  for (const none of ["model", "=x", "model=", ": x", "a`\"b=c"]) expect(pairFilter(none), none).toBeUndefined();
});

test("tables of a run", () => {
  const run = (value: string): Run => ({ info: {} as Run["info"], data: { tags: [{ key: "mlflow.loggedArtifacts", value }] } });
  expect(tablesNamed(run('[{"path":"evals/Answers.json","type":"table"},{"path":"b.json","type":"table"},null,{"path":7}]'), " answers ")).toEqual(["evals/Answers.json"]);
  expect(tablesNamed(run("not json"), "")).toEqual([]);
  expect(tablesNamed(run('{"path":"x"}'), "")).toEqual([]);
});
