// The runs and experiments that were looked at last, kept in this browser.
import type { Hit } from "../../lib/found";
import { keyHere } from "../keyHere";

const KEY = keyHere("recent");
const MOST = 12;
/** What pages are called while they do not know their name. */
const NAMELESS = new Set(["Run", "Runs", "Experiment", "No such page", "Error"]);

export function recent(): Hit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isHit) : [];
  } catch {
    // A browser that keeps nothing, or something else under this name: there is nothing recent.
    return [];
  }
}

export function remember(path: string, name: string): void {
  const hit = hitOf(path, name);
  if (!hit || NAMELESS.has(name)) return;
  const others = recent().filter(({ kind, id }) => kind !== hit.kind || id !== hit.id);
  try {
    localStorage.setItem(KEY, JSON.stringify([hit, ...others].slice(0, MOST)));
  } catch {
    // It is found by its name, too.
  }
}

export function hitOf(path: string, name: string): Hit | undefined {
  const [, place, id] = /^\/(runs|experiments)\/([^/]+)$/.exec(path) ?? [];
  if (!place || !id) return undefined;
  return { kind: place === "runs" ? "run" : "experiment", id: decoded(id), name, detail: "" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isHit(value: unknown): value is Hit {
  const { kind, id, name, detail } = (value ?? {}) as Partial<Record<keyof Hit, unknown>>;
  return (kind === "run" || kind === "experiment") && [id, name, detail].every((text) => typeof text === "string");
}
