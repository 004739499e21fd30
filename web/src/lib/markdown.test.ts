import { expect, test } from "vitest";
import { headingLevels, safeLink, unescape } from "./markdown";

test("links lead to web pages and mail only", () => {
  expect(safeLink("https://a.b/c?d=1&amp;e=2")).toBe("https://a.b/c?d=1&e=2");
  expect(safeLink("mailto:ana@example.org")).toBe("mailto:ana@example.org");
  const refused = ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "java\tscript:alert(1)", "javascript&#58;alert(1)", "javascript&#x3a;x"];
  refused.push("data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//evil.example", "/runs/1", "#top", "", "blob:https://a/b");
  for (const href of refused) expect(safeLink(href), href).toBeUndefined();
});

test("references become characters, and unknown ones stay", () => {
  expect(unescape("a &lt;b&gt; &amp;amp; &#x27;&#34; &constructor; &nosuch; &")).toBe(`a <b> &amp; '" &constructor; &nosuch; &`);
  expect(unescape("&#0; &#9999999;")).toBe("\ufffd \ufffd");
});

test("no level of headings is left out", () => {
  const level = headingLevels();
  expect([3, 1, 4, 4, 6, 2, 1].map(level)).toEqual([2, 2, 3, 3, 4, 3, 2]);
});
