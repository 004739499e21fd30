// Light, dark, or what the system says. The choice is kept in this browser.

export type Theme = "system" | "light" | "dark";
const KEY = "runlore.theme";
const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

export function theme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    // A browser that keeps nothing follows the system.
    return "system";
  }
}

export function applyTheme(chosen = theme()): void {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function nextTheme(): Theme {
  const chosen = NEXT[theme()];
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It holds until the page is left.
  }
  applyTheme(chosen);
  return chosen;
}
