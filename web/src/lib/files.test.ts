import { expect, test } from "vitest";
import { baseName, decode, encodePath, folderOf, foldersAround, join, kindOf, looksLikeTable, scriptHosts, totalOf } from "./files";

test("files are shown by what their names say", () => {
  const kinds = ["a/b.PNG", "x.tar.gz", "MLmodel", "t.csv", "t.json", "README.md", "a.b/c", "p.pdf", ".json"].map(kindOf);
  expect(kinds).toEqual(["image", "text", "text", "table", "json", "markdown", "text", "pdf", "json"]);
});

test("paths", () => {
  expect([baseName("a/b/c"), folderOf("a/b/c"), folderOf("c"), join("", "a"), join("a", "b")]).toEqual(["c", "a/b", "", "a", "a/b"]);
  expect(foldersAround("a/b/c")).toEqual(["a", "a/b"]);
  expect(foldersAround("c")).toEqual([]);
  expect(encodePath(`we ird/"q" #?%é`)).toBe("we%20ird/%22q%22%20%23%3F%25%C3%A9");
});

test("tables are told from other JSON", () => {
  expect(looksLikeTable('{"columns":["a"],"data":[[1]]}')).toBe(true);
  expect(looksLikeTable(' {"index": [0], "columns": ["a"], "data": []}')).toBe(true);
  expect(looksLikeTable('{"columns":{"a":1}}')).toBe(false);
  expect(looksLikeTable('{"data":[{"x":1}]}')).toBe(false);
  expect(looksLikeTable("[1]")).toBe(false);
});

test("bytes that are no text are not shown as one", () => {
  const euro = new TextEncoder().encode("a€");
  expect(decode(euro, true)).toBe("a€");
  expect(decode(euro.slice(0, 3), false)).toBe("a");
  expect(decode(euro.slice(0, 3), true)).toBeUndefined();
  expect(decode(new Uint8Array([97, 0, 98]), true)).toBeUndefined();
  expect(decode(new Uint8Array([0xff, 0xfe]), true)).toBeUndefined();
  expect(decode(new Uint8Array(), true)).toBe("");
});

test("the size of a file is in what came of it", () => {
  expect([totalOf("bytes 0-9/135"), totalOf("bytes */0"), totalOf("bytes 0-9/*"), totalOf(null)]).toEqual([135, 0, undefined, undefined]);
});

test("scripts from elsewhere are found", () => {
  const html = `<script charset="utf-8" src="https://cdn.plot.ly/plotly-3.js" integrity="x"></script><SCRIPT async src='//CDN.example:8080/a.js'></SCRIPT>
    <script src=http://plain.example></script><script src="https://cdn.plot.ly/again.js"></script>
    <script src="own.js"></script><script>const src = "https://no.example/"; location.src="https://no.example/"</script><script data-src="https://no.example/x"></script>`;
  expect(scriptHosts(html)).toEqual(["cdn.plot.ly", "cdn.example:8080", "plain.example"]);
  expect(scriptHosts("<p>none</p>")).toEqual([]);
});
