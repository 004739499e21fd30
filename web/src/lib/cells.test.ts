import { expect, test } from "vitest";
import { type Json, lookOf, numberOf, textOf } from "./cells";

test("conversations are found, as lists, in objects and as their JSON", () => {
  const chat: Json = [{ role: "user", content: "Why?" }, { role: "assistant", content: null, tool_calls: [{ id: 1 }] }];
  const messages = [{ role: "user", content: "Why?" }, { role: "assistant", content: "", more: '{\n  "tool_calls": [\n    {\n      "id": 1\n    }\n  ]\n}' }];
  expect(lookOf(chat)).toEqual({ is: "chat", messages });
  expect(lookOf({ messages: chat, n: 1 })).toEqual({ is: "chat", messages });
  expect(lookOf(JSON.stringify(chat))).toEqual({ is: "chat", messages });
  expect(lookOf([{ role: "user", content: [{ type: "text", text: "a" }, { type: "image_url" }] }])).toEqual({
    is: "chat",
    messages: [{ role: "user", content: 'a\n\n{\n  "type": "image_url"\n}' }],
  });
});

test("what only looks like a conversation is what it is", () => {
  expect(lookOf('[{"role": "user", ')).toEqual({ is: "text", text: '[{"role": "user", ' });
  expect(lookOf([])).toMatchObject({ is: "json" });
  expect(lookOf([{ role: 1 }])).toMatchObject({ is: "json" });
  expect(lookOf([{ role: "user", content: "a" }, "b"])).toMatchObject({ is: "json" });
});

test("images of log_table", () => {
  expect(lookOf({ type: "image", filepath: "a/b.png", compressed_filepath: "a/b.webp" })).toEqual({ is: "image", small: "a/b.webp", full: "a/b.png" });
  expect(lookOf({ type: "image", filepath: "a.png" })).toEqual({ is: "image", small: "a.png", full: "a.png" });
  expect(lookOf({ type: "image" })).toMatchObject({ is: "json" });
});

test("cells as numbers and texts", () => {
  expect([1.5, "2", " 3e2 ", true, false, "-inf", "True", "nan", "x", "", null, "1 apple", [1]].map((cell) => numberOf(cell))).toEqual([
    1.5, 2, 300, 1, 0, -Infinity, 1, undefined, undefined, undefined, undefined, undefined, undefined,
  ]);
  expect(["a", 1, null, { b: [1] }].map((cell) => textOf(cell))).toEqual(["a", "1", "", '{"b":[1]}']);
});
