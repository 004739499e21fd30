// Files of two runs by their paths, as far as they can be read as texts.
import type { ArtifactFile } from "../api/types";
import { kindOf } from "./files";

export interface SharedFile {
  path: string;
  /** By its size only: nobody has read it. */
  is: "differs" | "same size" | "removed" | "added";
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
  const sizes = (files: ArtifactFile[]) => new Map(files.filter(({ path }) => isText(path)).map((file) => [file.path, String(file.file_size ?? 0)]));
  const [old, now] = [sizes(before), sizes(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().map((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    return { path, is: was === undefined ? "added" : is === undefined ? "removed" : was === is ? "same size" : "differs" };
  });
}
