// A canvas does not follow the theme by itself: this tells when it changed, and what our colours are in it.
import { useSyncExternalStore } from "react";

/** A word for the theme that is shown; it changes when the theme does. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, () => `${document.documentElement.dataset.theme ?? ""} ${dark().matches}`);
}

function dark(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

function subscribe(listener: () => void): () => void {
  const system = dark();
  const chosen = new MutationObserver(listener);
  system.addEventListener("change", listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", listener);
    chosen.disconnect();
  };
}

/** A colour of ours, `var(--run-1)`, as a canvas takes it. */
export function ink(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  probe.hidden = true;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
