import { expect, test } from "vitest";
import { type Entry, filesIn } from "./dropped";

const file = (fullPath: string): Entry => ({ isFile: true, fullPath, file: (found) => found(new File([], fullPath)) });
/** As a browser tells of it: in parts. */
const folder = (fullPath: string, ...parts: Entry[][]): Entry => ({
  isFile: false,
  fullPath,
  createReader: () => {
    const left = [...parts];
    return { readEntries: (found) => found(left.shift() ?? []) };
  },
});

test("a folder that is dropped is all its files, with their paths", async () => {
  const entries = [file("/a.txt"), folder("/d", [file("/d/b"), folder("/d/e", [file("/d/e/c")])], [file("/d/f")]), folder("/empty")];
  expect((await filesIn(entries)).map(({ path }) => path)).toEqual(["a.txt", "d/b", "d/e/c", "d/f"]);
});

test("what can not be read is told", async () => {
  const broken: Entry = { isFile: true, fullPath: "/x", file: (_, failed) => failed(new Error("gone")) };
  await expect(filesIn([folder("/d", [broken])])).rejects.toThrow("gone");
});
