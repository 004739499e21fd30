// A button that copies a text, and says that it did.
import { useState } from "react";

export function Copy({ text, what }: { text: string; what: string }) {
  const [said, say] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
    } catch {
      // Browsers refuse it on plain HTTP from other machines.
      say("Not allowed here");
    }
    setTimeout(() => say(""), 2000);
  };
  return (
    <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
      <span aria-live="polite">{said || "Copy"}</span>
    </button>
  );
}
