// Where in a filter the server found something wrong, so that it can be shown there.

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

/** How many characters from `start` belong together: a name, or the one mark that stands there. */
function wordAt(characters: string[], start: number): number {
  let length = 0;
  while (/[\p{L}\p{N}_.]/u.test(characters[start + length] ?? "")) length += 1;
  return Math.max(length, 1);
}
