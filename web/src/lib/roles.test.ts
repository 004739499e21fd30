import { expect, test } from "vitest";
import { inputOf, lessIsBetter, outputOf, promptOf, reasonOf, scoresOf, truthOf } from "./roles";

const evaluated = {
  columns: ["question", "truth", "answer", "exact_match/v1/score", "similarity/v1/score", "similarity/v1/justification", "latency"],
  rows: [
    ["Why?", "So.", "So!", 1, null, null, "0.5"],
    ["How?", "Thus.", "42", 0, "3", "nearly", 0.25],
  ],
};

test("columns of an evaluation", () => {
  const tables = [evaluated];
  expect(inputOf(tables)).toBe("question");
  expect(outputOf(tables, "question")).toBe("answer");
  expect(truthOf(tables, ["question", "answer"])).toBe("truth");
  expect(scoresOf(tables, ["question", "answer", "truth"])).toEqual(["exact_match/v1/score", "similarity/v1/score", "latency"]);
  expect(reasonOf("similarity/v1/score", evaluated.columns)).toBe("similarity/v1/justification");
  expect(reasonOf("latency", evaluated.columns)).toBeUndefined();
});

test("columns of predictions, and of tables with names of their own", () => {
  const predictions = { columns: ["inputs", "outputs", "prompts"], rows: [["a", "b", "c"]] };
  expect([inputOf([predictions]), outputOf([predictions], "inputs"), promptOf([predictions], [])]).toEqual(["inputs", "outputs", "prompts"]);
  const own = { columns: ["n", "Frage", "Antwort"], rows: [[1, "Warum?", "Darum."]] };
  expect([inputOf([own]), outputOf([own], "Frage")]).toEqual(["Frage", "Antwort"]);
  const other = { columns: ["Antwort", "Frage"], rows: [["x", "y"]] };
  expect(inputOf([own, other])).toBe("Frage");
  expect(inputOf([own, { columns: ["z"], rows: [] }])).toBeUndefined();
});

test("rows are not joined on what each run has of its own", () => {
  const table = (prompt: string) => ({
    columns: ["messages", "text", "answer"],
    rows: ["eins", "zwei"].map((text) => [[{ role: "system", content: prompt }, { role: "user", content: text }], text, "one"]),
  });
  expect(inputOf([table("Translate."), table("Translate with care.")])).toBe("text");
  expect(inputOf([table("Translate."), table("Translate.")])).toBe("messages");
  expect(inputOf([table("Translate."), { ...table("Later."), rows: [] }])).toBe("messages");
});

test("a number that names the row is no score, and one that is missing makes none", () => {
  const table = { columns: ["id", "question", "answer", "score"], rows: [["1", "Why?", "So.", "nan"], ["2", "How?", "Thus.", "0.5"]] };
  expect(scoresOf([table], ["question", "answer"])).toEqual(["score"]);
  expect(outputOf([table], "question")).toBe("answer");
});

test("which way is better", () => {
  expect(["latency", "total_tokens", "token_count", "toxicity/v1/score", "ari_grade_level/v1/score"].map(lessIsBetter)).toEqual([true, true, true, true, true]);
  expect(["exact_match/v1/score", "answer_similarity/v1/score", "score"].map(lessIsBetter)).toEqual([false, false, false]);
});
