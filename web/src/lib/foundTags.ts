// Search everywhere by a word that is in a tag. The server looks for a value under a key, so the keys there are come first.
import type { KeyValue } from "../api/schema";
import { fieldOf } from "./columns";
import { ownTags } from "./diff";
import { pattern } from "./found";

/** A text is looked for under so many keys: each costs the server a look at every run. */
const MOST_KEYS = 20;

/** What has a tag of these with the text in its key or its value; nothing where there is no key. */
export function tagFilter(text: string, keys: string[]): string | undefined {
  const named = keys.filter((key) => has(key, text));
  const others = keys.filter((key) => !has(key, text));
  const parts = [...named, ...others].slice(0, MOST_KEYS).flatMap((key) => {
    const tag = fieldOf({ kind: "tags", key });
    return tag ? [named.includes(key) ? `${tag} IS NOT NULL` : `${tag} ILIKE '%${pattern(text)}%'`] : [];
  });
  return parts.length > 0 ? `(${parts.join(" OR ")})` : undefined;
}

/** The tag that has the text in it, in words. */
export function tagWith(tags: KeyValue[] | undefined, text: string): string {
  const found = ownTags(tags).find(({ key, value }) => has(key, text) || has(value, text));
  return found ? `${found.key}: ${found.value.slice(0, 80)}` : "";
}

function has(text: string, sought: string): boolean {
  return text.toLowerCase().includes(sought.trim().toLowerCase());
}
