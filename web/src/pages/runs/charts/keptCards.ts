// The charts that somebody chose for an experiment, in this browser.
import { keyHere } from "../../../ui/keyHere";

const key = (ids: string) => keyHere(`cards.${ids}`);

export function keptCards(ids: string): string {
  try {
    return localStorage.getItem(key(ids)) ?? "";
  } catch {
    // A browser that keeps nothing shows the usual ones.
    return "";
  }
}

/** An empty text forgets them. */
export function keepCards(ids: string, text: string): void {
  try {
    if (text) localStorage.setItem(key(ids), text);
    else localStorage.removeItem(key(ids));
  } catch {
    // They hold as long as the address is kept.
  }
}
