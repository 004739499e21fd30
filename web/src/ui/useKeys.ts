// Single keys that do something on a page, as long as nobody is typing and no dialog is open.
import { useEffect, useRef } from "react";

export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
      // From a search box Enter leads to what was found, so that the keys of the page work again.
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "search") event.target.blur();
      if (busy || isTyping(event.target) || document.querySelector("dialog[open], [popover]:popover-open")) return;
      // The space bar presses what has the focus.
      if (event.key === " " && event.target instanceof Element && event.target.matches("button, input, summary")) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const box = target instanceof HTMLInputElement && target.type !== "checkbox";
  return box || target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT";
}
