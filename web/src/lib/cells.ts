// What is in a cell of a table, so that it can be shown as what it is: a number, a text, a conversation, an image, JSON.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Message {
  role: string;
  content: string;
  /** What else the message has, as JSON: the tools that were called. */
  more?: string;
}

export type Look =
  | { is: "nothing" }
  | { is: "number"; value: number }
  | { is: "text"; text: string }
  | { is: "chat"; messages: Message[] }
  | { is: "image"; small: string; full: string }
  | { is: "json"; text: string };

export function lookOf(cell: Json | undefined): Look {
  if (cell === null || cell === undefined) return { is: "nothing" };
  if (typeof cell === "number") return { is: "number", value: cell };
  if (typeof cell === "boolean") return { is: "text", text: String(cell) };
  if (typeof cell === "string") {
    const messages = written(cell);
    return messages ? { is: "chat", messages } : { is: "text", text: cell };
  }
  const messages = messagesOf(cell);
  if (messages) return { is: "chat", messages };
  return imageOf(cell) ?? { is: "json", text: JSON.stringify(cell, null, 2) };
}

/** A cell as one text: what is searched, compared and joined on. */
export function textOf(cell: Json | undefined): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** A number, also one that is spelled in a text; nothing else. */
export function numberOf(cell: Json | undefined): number | undefined {
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell === "number") return Number.isNaN(cell) ? undefined : cell;
  if (typeof cell !== "string") return undefined;
  const text = cell.trim().toLowerCase();
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  const infinite = /^([-+]?)inf(inity)?$/.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = /^[-+]?(\d|\.\d)/.test(text) ? Number(text) : NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** A conversation that was logged as its JSON. */
function written(text: string): Message[] | undefined {
  if (!/^\s*[[{]/.test(text) || !text.includes('"role"')) return undefined;
  try {
    return messagesOf(JSON.parse(text) as Json);
  } catch {
    // Cut off, or only looks like it: then it is a text.
    return undefined;
  }
}

function messagesOf(value: Json): Message[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return value.messages ? messagesOf(value.messages) : undefined;
  const messages = value.map(messageOf);
  return value.length > 0 && messages.every((message) => message !== undefined) ? messages : undefined;
}

function messageOf(value: Json): Message | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || typeof value.role !== "string") return undefined;
  const { role, content = null, ...rest } = value;
  const said = typeof content === "string" ? content : content === null ? "" : parts(content);
  const more = Object.keys(rest).length > 0 ? { more: JSON.stringify(rest, null, 2) } : {};
  return { role, content: said, ...more };
}

/** Content in pieces: texts as they are, anything else by its kind. */
function parts(content: Json): string {
  if (!Array.isArray(content)) return JSON.stringify(content, null, 2);
  return content.map((part) => (isObject(part) && typeof part.text === "string" ? part.text : JSON.stringify(part, null, 2))).join("\n\n");
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `log_table` leaves in a cell for an image: the paths of two artifacts of the run. */
function imageOf(value: Json): Look | undefined {
  if (!isObject(value) || value.type !== "image" || typeof value.filepath !== "string") return undefined;
  const small = typeof value.compressed_filepath === "string" ? value.compressed_filepath : value.filepath;
  return { is: "image", small, full: value.filepath };
}
