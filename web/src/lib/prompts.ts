// The prompt that a run asked with: which of its params, tags and files are prompts, and what one says for a row.
import type { ArtifactFile, Run } from "../api/types";
import { type Json, lookOf, textOf } from "./cells";
import { ownTags } from "./diff";
import { baseName } from "./files";
import { isText } from "./sharedFiles";

/** Params of that name which say what a prompt is called or costs, not what it says. */
const NOT = /version|name|tokens|length|alias|(^|_)id$/i;

/** What may be in the names of params and tags that are prompts. */
export const PROMPT_WORDS = ["prompt", "template", "instruction", "system"];
const NAMES = new RegExp(PROMPT_WORDS.join("|"), "i");

/** Whether a param or tag is a prompt, by its name. */
export function isPrompt(key: string): boolean {
  return NAMES.test(key) && !NOT.test(key);
}

/** The run's params and tags that are prompts, by name; a param comes before a tag of the same name. */
export function promptsOf(run: Run): Map<string, string> {
  const pairs = [...ownTags(run.data.tags), ...(run.data.params ?? [])].filter(({ key }) => isPrompt(key));
  return new Map(pairs.map(({ key, value }) => [key, value]));
}

/** More files are no prompts of one run. */
const MOST = 20;

/** The run's text files that are prompts by their names, or lie in a folder of prompts. */
export function promptFiles(files: ArtifactFile[]): string[] {
  const named = files.filter(({ path }) => /^(system[_-]?)?prompt/i.test(baseName(path)) || /(^|\/)prompts?\//i.test(path));
  return named.filter(({ path }) => isText(path)).map(({ path }) => path).sort().slice(0, MOST);
}

/** What a logged model is asked with: the parts of its `model.yaml` that say so, as they are written there. */
export function promptOfModel(yaml: string): string | undefined {
  const kept: string[] = [];
  let inside = false;
  for (const line of yaml.split("\n")) {
    // Lists stand at the margin, below their key.
    if (/^[^\s#-]/.test(line)) inside = /^(messages|prompt|instructions|system)\s*:/.test(line);
    if (inside) kept.push(line);
  }
  return kept.join("\n").trim() || undefined;
}

/** Prompts of two runs by their names, with the names that only one of them has. Where each has one by a name of its own, these are the same thing. */
export function paired(before: Map<string, string>, after: Map<string, string>): { name: string; before?: string; after?: string }[] {
  const [old, now] = [[...before], [...after]].map((entries, side) => entries.filter(([name]) => !(side === 0 ? after : before).has(name)));
  const shared = [...before].filter(([name]) => after.has(name)).map(([name, text]) => ({ name, before: text, after: after.get(name) ?? "" }));
  if (old?.length === 1 && now?.length === 1 && old[0] && now[0]) {
    return [...shared, { name: `${old[0][0]}, ${now[0][0]}`, before: old[0][1], after: now[0][1] }];
  }
  const alone = (entries: [string, string][] | undefined, side: "before" | "after") => (entries ?? []).map(([name, text]) => ({ name, [side]: text }));
  return [...shared, ...alone(old, "before"), ...alone(now, "after")];
}

/** `{question}` and `{{ question }}` become the row's cells; what is no column stays as it is. */
export function render(template: string, columns: string[], row: Json[]): string {
  return template.replace(/\{\{\s*([^{}]+?)\s*\}\}|\{([^{}]+)\}/g, (whole, double: string | undefined, single: string | undefined) => {
    const at = columns.indexOf((double ?? single ?? "").trim());
    return at < 0 ? whole : textOf(row[at]);
  });
}

/** A prompt in a cell as one text: of a conversation each speaker's words. */
export function written(cell: Json): string {
  const look = lookOf(cell);
  if (look.is !== "chat") return textOf(cell);
  return look.messages.map(({ role, content, more }) => [`${role}:`, content, more].filter(Boolean).join("\n")).join("\n\n");
}
