// The way to search everywhere from each page: a button, and Ctrl K or ⌘K. The rest is loaded when it is used.
import { Suspense, lazy, useEffect, useState } from "react";

const Palette = lazy(() => import("./Palette"));

export function Search() {
  const [open, setOpen] = useState(false);
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
