// Where in a filter the server found something wrong, so that it can be shown there, and what the person may have meant.
import { quoted } from "./quoted";

export interface Place {
  before: string;
  at: string;
  after: string;
}

/** The last position that the message names: what stands before it may quote the filter itself. */
const POSITION = /^.* at position (\d+)(?!.* at position \d)/s;

/** The filter in three parts around the character that the message points at; `skip` characters stood before it. */
export function place(filter: string, message: string, skip = 0): Place | undefined {
  const found = POSITION.exec(message);
  if (!found) return undefined;
  const characters = Array.from(filter);
  // The server counts characters from 1; one past the end means that something is missing there.
  const at = Number(found[1]) - 1 - skip;
  if (at < 0) return undefined;
  const start = Math.min(at, characters.length);
  const word = wordAt(characters, start);
  return {
    before: characters.slice(0, start).join(""),
    at: characters.slice(start, start + word).join(""),
    after: characters.slice(start + word).join(""),
  };
}

/** The message with its position as the person counts, who has not seen the `skip` characters. */
export function asCounted(message: string, skip: number): string {
  const found = POSITION.exec(message);
  if (!found || skip === 0) return message;
  const [whole, digits = ""] = found;
  return `${whole.slice(0, -digits.length)}${Number(digits) - skip}${message.slice(whole.length)}`;
}

const COMPARES = /[=<>]|\b(like|ilike|in|is|between)\b/i;
/** A name of several words, up to what it is compared by. */
const SPACED = /\b(params?|metrics?|tags?)\.([^\s`"'=<>!]+(?: +[^\s`"'=<>!]+)+?)\s*(?:[=<>!]|\b(?:i?like|in|is|between)\b)/i;

/** A filter that may do what a refused one was to do. */
export function suggestion(filter: string): string | undefined {
  const text = filter.trim();
  // What many type into any box: a part of a name.
  if (text && !COMPARES.test(text) && !/["'`]/.test(text)) return `run_name ILIKE ${quoted(`%${text}%`)}`;
  const [, kind = "", name] = SPACED.exec(text) ?? [];
  if (name === undefined || /\b(and|or|not)\b/i.test(name)) return undefined;
  return text.replace(`${kind}.${name}`, () => `${kind}.\`${name}\``);
}

/** How many characters from `start` belong together: a name, or the one mark that stands there. */
function wordAt(characters: string[], start: number): number {
  let length = 0;
  while (/[\p{L}\p{N}_.]/u.test(characters[start + length] ?? "")) length += 1;
  return Math.max(length, 1);
}
