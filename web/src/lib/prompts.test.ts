import { expect, test } from "vitest";
import { paired, promptFiles, promptOfModel, promptsOf, render, written } from "./prompts";

test("params and tags that are prompts", () => {
  const params = ["prompt_template", "system_prompt", "prompt_version", "model", "max_prompt_tokens"].map((key) => ({ key, value: key }));
  const info = { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" as const };
  expect([...promptsOf({ info, data: { params } }).keys()]).toEqual(["prompt_template", "system_prompt"]);
  const tags = [{ key: "system_prompt", value: "tag" }, { key: "instructions", value: "Be brief" }, { key: "mlflow.prompt", value: "x" }, { key: "team", value: "y" }];
  expect([...promptsOf({ info, data: { params, tags } })]).toEqual([
    ["system_prompt", "system_prompt"],
    ["instructions", "Be brief"],
    ["prompt_template", "prompt_template"],
  ]);
});

test("a template with a row's cells in it", () => {
  const said = render('{question} / {{ question }} / {other} / {"json": 1} / $& ', ["question", "n"], ["Why {n}?", 7]);
  expect(said).toBe('Why {n}? / Why {n}? / {other} / {"json": 1} / $& ');
});

test("files that are prompts", () => {
  const files = ["notes.txt", "prompt.txt", "prompts/a.md", "eval/system_prompt.txt", "prompts/picture.png", "prompt.bin", "deep/prompt/x.jinja"];
  expect(promptFiles(files.map((path) => ({ path, is_dir: false })))).toEqual(["deep/prompt/x.jinja", "eval/system_prompt.txt", "prompt.txt", "prompts/a.md"]);
});

test("a logged model's messages", () => {
  const yaml = "max_tokens: 5\nmessages:\n- content: 'Answer: {question}\n\n    in one line'\n  role: user\nmodel: small\ntask: chat.completions\n";
  expect(promptOfModel(yaml)).toBe("messages:\n- content: 'Answer: {question}\n\n    in one line'\n  role: user");
  expect(promptOfModel("model: small\ntask: embeddings\n")).toBe(undefined);
});

test("prompts of two runs", () => {
  const map = (pairs: Record<string, string>) => new Map(Object.entries(pairs));
  expect(paired(map({ a: "1", only: "x" }), map({ b: "new", c: "2", a: "3" }))).toEqual([
    { name: "a", before: "1", after: "3" },
    { name: "only", before: "x" },
    { name: "b", after: "new" },
    { name: "c", after: "2" },
  ]);
  expect(paired(map({ template: "x" }), map({ prompt: "y" }))).toEqual([{ name: "template, prompt", before: "x", after: "y" }]);
});

test("a conversation is one text", () => {
  expect(written([{ role: "system", content: "Be brief." }, { role: "user", content: "Why?" }])).toBe("system:\nBe brief.\n\nuser:\nWhy?");
  expect([written("plain"), written({ a: 1 })]).toEqual(["plain", '{"a":1}']);
});
