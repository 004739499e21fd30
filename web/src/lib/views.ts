// Views of an experiment's runs that somebody gave a name, kept in this browser: what the address says beside what is selected.
import { type Texts, stringifySearch } from "./search";

export interface View {
  name: string;
  /** The query of the address. */
  search: string;
}

export interface Views {
  views: View[];
  /** The one that is shown when the address asks for nothing. */
  usual?: string;
}

/** What is looked at for the moment is no part of a view. */
const MOMENTARY = ["selected", "peek"];

export function viewOf(search: Texts): string {
  return stringifySearch(Object.fromEntries(Object.entries(search).filter(([name]) => !MOMENTARY.includes(name))));
}

/** Whatever was kept; what is no list of views counts as none. */
export function readViews(text: string): Views {
  try {
    const kept = Object(JSON.parse(text || "{}")) as { views?: unknown; usual?: unknown };
    const views = Array.isArray(kept.views) ? kept.views.filter(isView) : [];
    return { views, usual: views.some((view) => view.name === kept.usual) ? (kept.usual as string) : undefined };
  } catch {
    return { views: [] };
  }
}

function isView(value: unknown): value is View {
  const { name, search } = Object(value) as { name?: unknown; search?: unknown };
  return typeof name === "string" && name !== "" && typeof search === "string";
}

/** Another view of that name gives way, in its place. */
export function saveView({ views, usual }: Views, view: View): Views {
  const at = views.findIndex((other) => other.name === view.name);
  return { views: at < 0 ? [...views, view] : views.with(at, view), usual };
}

/** Why a view can not have that name, in words. */
export function problemOfName({ views }: Views, from: string, to: string): string | undefined {
  if (to === from || !views.some((view) => view.name === to)) return undefined;
  return `There is a view “${to}” already. Choose another name, or delete that view first.`;
}

export function renameView({ views, usual }: Views, from: string, to: string): Views {
  return { views: views.map((view) => (view.name === from ? { ...view, name: to } : view)), usual: usual === from ? to : usual };
}

export function removeView({ views, usual }: Views, name: string): Views {
  return { views: views.filter((view) => view.name !== name), usual: usual === name ? undefined : usual };
}
