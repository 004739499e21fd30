// Paths of artifacts, and how each file is shown.

export type Kind = "image" | "audio" | "video" | "pdf" | "html" | "markdown" | "json" | "table" | "text";

const ENDINGS: Record<Kind, string> = {
  image: "png jpg jpeg gif webp avif bmp ico svg apng",
  audio: "mp3 wav ogg oga opus flac m4a aac",
  video: "mp4 webm mov m4v ogv",
  pdf: "pdf",
  html: "html htm xhtml",
  markdown: "md markdown",
  json: "json",
  table: "csv parquet",
  text: "",
};

const KINDS = new Map(
  (Object.entries(ENDINGS) as [Kind, string][]).flatMap(([kind, endings]) => endings.split(" ").map((ending) => [ending, kind])),
);

/** What its name says that a file is. Everything else is taken for a text, until its bytes say that it is none. */
export function kindOf(path: string): Kind {
  const dot = path.lastIndexOf(".");
  return (dot < 0 ? undefined : KINDS.get(path.slice(dot + 1).toLowerCase())) ?? "text";
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder that a path lies in; the root is "". */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The folders around a path, the outermost first, without the root. */
export function foldersAround(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

export function join(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name;
}

/** A path within an address: its slashes stay, everything else is encoded. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Whether a JSON text is a table as pandas and MLflow write it (`orient="split"`), as far as its beginning tells. */
export function looksLikeTable(text: string): boolean {
  return /^\s*\{\s*"(columns|index|data)"\s*:\s*\[/.test(text) && /"columns"\s*:\s*\[/.test(text);
}

/** The beginning of a file as text; nothing when it is none. A character that was cut in two at the end is left out. */
export function decode(bytes: Uint8Array, whole: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    // Not UTF-8: shown as what it is, a file to download.
    return undefined;
  }
}

/** The size of the whole file from `bytes 0-9/135`. */
export function totalOf(contentRange: string | null): number | undefined {
  const total = /\/(\d+)$/.exec(contentRange ?? "")?.[1];
  return total === undefined ? undefined : Number(total);
}

/** The other hosts that an HTML text wants scripts from. */
export function scriptHosts(html: string): string[] {
  const found = html.matchAll(/<script\b[^>]*?\ssrc\s*=\s*["']?\s*(?:https?:)?\/\/([^/"'\s>]+)/gi);
  return [...new Set([...found].map(([, host]) => (host ?? "").toLowerCase()))];
}
