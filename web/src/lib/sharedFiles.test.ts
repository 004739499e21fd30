import { expect, test } from "vitest";
import { settled, sharedFiles, toRead } from "./sharedFiles";

const files = (sizes: Record<string, number>) => Object.entries(sizes).map(([path, file_size]) => ({ path, file_size, is_dir: false }));

test("texts of two runs by their paths", () => {
  const found = sharedFiles(
    files({ "a.txt": 1, "d/one-size.json": 5, "empty.txt": 0, "gone.md": 2, "x.png": 3, "weights.bin": 9, "t.parquet": 1 }),
    files({ "a.txt": 2, "d/one-size.json": 5, "empty.txt": 0, "new.py": 2, "x.png": 4, "rows.csv": 1, MLmodel: 3 }),
  );
  expect(found.map(({ path, is }) => `${path} ${is}`)).toEqual([
    "MLmodel added", "a.txt differs", "d/one-size.json same size", "empty.txt same", "gone.md removed", "new.py added", "rows.csv added",
  ]);
});

test("files of one size are the same only when they were read", () => {
  const both = files({ "a.txt": 3, "b.txt": 3, "c.txt": 3 });
  const found = settled(sharedFiles(both, both), new Map([["a.txt", true], ["b.txt", false]]));
  expect(found.map(({ is }) => is)).toEqual(["same", "differs", "same size"]);
});

test("what is read is bounded, and small files go first", () => {
  const large = files({ "a.txt": 15 << 20, "b.txt": 2 << 20, "c.txt": 9 });
  expect(toRead(sharedFiles(large, large)).map(({ path }) => path)).toEqual(["c.txt", "b.txt"]);
  const many = files(Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`${at}.txt`, 1])));
  expect(toRead(sharedFiles(many, many)).length).toBe(500);
  expect(toRead(sharedFiles(large, files({ "c.txt": 8 })))).toEqual([]);
});
