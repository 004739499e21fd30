// A button that copies a text, and says that it did.
import { type MouseEvent, useState } from "react";

export function Copy({ text, what }: { text: string; what: string }) {
  const [said, say] = useState("");
  const copy = async ({ currentTarget: button }: MouseEvent<HTMLButtonElement>) => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
    } catch {
      // On plain HTTP from other machines browsers have no clipboard for pages.
      say(copySelected(text, button) ? "Copied" : "Not allowed here");
    }
    setTimeout(() => say(""), 2000);
  };
  return (
    <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
      <span aria-live="polite">{said || "Copy"}</span>
    </button>
  );
}

/** The old way, by a selection. It is made beside the button: behind an open dialog nothing takes the focus. */
function copySelected(text: string, button: HTMLElement): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "unseen";
  area.readOnly = true;
  area.value = text;
  button.after(area);
  area.focus({ preventScroll: true });
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
