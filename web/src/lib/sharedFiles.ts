// Files of two runs by their paths, as far as they can be read as texts. Sizes tell some of them apart; those of one size have to be read.
import type { ArtifactFile } from "../api/types";
import { kindOf } from "./files";

export interface SharedFile {
  path: string;
  /** Its bytes in From, or in To where only that has it. */
  size: number;
  /** "same size" says that nobody has read both. */
  is: "differs" | "same" | "same size" | "removed" | "added";
}

const TEXTS: readonly string[] = ["text", "markdown", "json", "html"];
/** Files that have no text in them, by names that `kindOf` takes for texts. */
const NONE = /\.(bin|pkl|pickle|joblib|pt|pth|safetensors|onnx|h5|npz?|gz|zip|tar|tgz|bz2|xz|zst|7z|whl|so|gguf|model|db|ckpt|ttf|woff2?)$/i;

export function isText(path: string): boolean {
  const comma = /\.[ct]sv$/i.test(path);
  return comma || (TEXTS.includes(kindOf(path)) && !NONE.test(path));
}

/** The texts of both, in the order of their paths. */
export function sharedFiles(before: ArtifactFile[], after: ArtifactFile[]): SharedFile[] {
  const sizes = (files: ArtifactFile[]) => new Map(files.filter(({ path }) => isText(path)).map((file) => [file.path, Number(file.file_size ?? 0)]));
  const [old, now] = [sizes(before), sizes(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().map((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    return { path, size: was ?? is ?? 0, is: was === undefined ? "added" : is === undefined ? "removed" : was !== is ? "differs" : is === 0 ? "same" : "same size" };
  });
}

/** So many files are read to compare them, and so many bytes of each run. */
const FILES = 500;
const BYTES = 16 << 20;

/** The files of one size that are read, the smallest first. */
export function toRead(files: SharedFile[]): SharedFile[] {
  let bytes = 0;
  const open = files.filter(({ is }) => is === "same size").sort((one, other) => one.size - other.size);
  return open.slice(0, FILES).filter(({ size }) => (bytes += size) <= BYTES);
}

/** With what was found by reading: by path, whether the file is the same in both. */
export function settled(files: SharedFile[], found: Map<string, boolean>): SharedFile[] {
  return files.map((file) => {
    const same = file.is === "same size" ? found.get(file.path) : undefined;
    return same === undefined ? file : { ...file, is: same ? "same" : "differs" };
  });
}
