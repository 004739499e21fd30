import { expect, test } from "vitest";
import { sharedFiles } from "./sharedFiles";

test("texts of two runs by their paths", () => {
  const files = (sizes: Record<string, number>) => Object.entries(sizes).map(([path, file_size]) => ({ path, file_size, is_dir: false }));
  const found = sharedFiles(
    files({ "a.txt": 1, "d/same.json": 5, "gone.md": 2, "x.png": 3, "weights.bin": 9, "t.parquet": 1 }),
    files({ "a.txt": 2, "d/same.json": 5, "new.py": 2, "x.png": 4, "rows.csv": 1, MLmodel: 3 }),
  );
  expect(found.map(({ path, is }) => `${path} ${is}`)).toEqual(["MLmodel added", "a.txt differs", "d/same.json same size", "gone.md removed", "new.py added", "rows.csv added"]);
});
