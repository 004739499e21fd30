// The runs and experiments that were looked at last, kept in this browser.
import type { Hit } from "../../lib/found";
import { keep, kept } from "../kept";

const NAME = "recent";
const MOST = 12;
/** What pages are called while they do not know their name. */
const NAMELESS = new Set(["Run", "Runs", "Experiment", "No such page", "Error"]);

export function recent(): Hit[] {
  try {
    const list: unknown = JSON.parse(kept(NAME) || "[]");
    return Array.isArray(list) ? list.filter(isHit) : [];
  } catch {
    // Something else is kept under this name.
    return [];
  }
}

export function remember(path: string, name: string): void {
  const hit = hitOf(path, name);
  if (!hit || NAMELESS.has(name)) return;
  const others = recent().filter(({ kind, id }) => kind !== hit.kind || id !== hit.id);
  keep(NAME, JSON.stringify([hit, ...others].slice(0, MOST)));
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
