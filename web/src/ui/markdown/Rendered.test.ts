import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import Rendered from "./Rendered";

const html = (text: string) => renderToStaticMarkup(createElement(Rendered, { text }));

test("hostile Markdown becomes text", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>b</b> <iframe src='//x'></iframe>",
    "[l](javascript:alert(1)) [d](data:text/html,x) [e](javascript&#58;alert(1)) <javascript:alert(1)>",
    "[r]\n\n[r]: javascript:alert(1)",
    "![i](https://elsewhere.example/pixel.png) ![](javascript:alert(1))",
    "```\"><script>alert(1)</script>\n</pre><script>alert(1)</script>\n```",
    "| <script> | [x](vbscript:y) |\n|-|-|\n| `<svg onload=alert(1)>` | <svg onload=alert(1)> |",
  ];
  for (const text of hostile) {
    const made = html(text);
    expect(made).not.toMatch(/<(script|img|iframe|svg|b)\b|href="(?!https?:|mailto:)|<[^>]*\son\w+=/i);
    expect(made).toContain('class="markdown"');
  }
  expect(html("<b>x</b>")).toContain("&lt;b&gt;x&lt;/b&gt;");
});

test("what it can do", () => {
  const made = html("# A\n\n### B\n\na **b** _c_ ~~d~~ `e` &amp;lt;\nf <https://g.h>\n\n3. x\n4. [ ] y\n\n| a | b |\n|:-|-:|\n| 1<br>2 | 3 |\n\n> q\n\n---");
  for (const part of ["<h2 class=\"depth-1\">A</h2>", "<h3 class=\"depth-3\">B</h3>", "<strong>b</strong>", "<em>c</em>", "<del>d</del>"]) expect(made).toContain(part);
  for (const part of ["<code>e</code> &amp;lt;<br/>f", "<ol start=\"3\">", "☐ y", "1<br/>2", "<td class=\"number\">3</td>", "<blockquote>", "<hr/>"]) expect(made).toContain(part);
  expect(made).toContain('<a href="https://g.h/" target="_blank" rel="noopener noreferrer" title="https://g.h/">');
});

test("a text that is nested beyond all reason is shown as it is", () => {
  expect(html(">".repeat(20_000))).toContain('class="fold"');
  expect(html(`${">".repeat(500)} x`).match(/<blockquote>/g)).toHaveLength(61);
});
