// The way to search everywhere from each page: a button, and Ctrl K or ⌘K. The rest is loaded behind the page.
import { Suspense, lazy, useEffect, useState } from "react";

const load = () => import("./Palette");
const Palette = lazy(load);
/** After the page itself. Whoever presses the keys goes on typing at once, and what is typed must find the box there. */
const SOON = 2_000;

export function Search() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), SOON);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      // Another dialog has to be answered first.
      if (!document.querySelector("dialog[open]")) setOpen(true);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button type="button" className="bare" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        Search <kbd className="wide-only">{navigator.platform.startsWith("Mac") ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      {open && (
        <Suspense>
          <Palette closed={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
