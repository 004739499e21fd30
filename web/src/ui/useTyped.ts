// A box whose text goes into the address, a moment after the last key; and follows the address when that changes.
import { useEffect, useRef, useState } from "react";

export function useTyped(kept: string, keep: (text: string) => void, wait = 250) {
  const [text, setText] = useState(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What this box wrote and has not seen come back. On a slow page more than one may be on its way.
  const sent = useRef([kept]);
  /** Puts what was typed into the address; nothing when it is there. */
  const settle = useRef<() => void>(undefined);
  const forget = () => {
    clearTimeout(timer.current);
    settle.current = undefined;
  };
  useEffect(() => {
    const back = sent.current.indexOf(kept);
    if (back >= 0) {
      sent.current = sent.current.slice(back);
      return;
    }
    forget();
    sent.current = [kept];
    setText(kept);
  }, [kept]);
  useEffect(() => {
    // Enter and the mouse may lead to another page, which a text that goes into the address after them would take back.
    const now = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Enter") settle.current?.();
    };
    addEventListener("keydown", now, true);
    addEventListener("pointerdown", now, true);
    return () => {
      forget();
      removeEventListener("keydown", now, true);
      removeEventListener("pointerdown", now, true);
    };
  }, []);
  const type = (typed: string) => {
    setText(typed);
    forget();
    settle.current = () => {
      forget();
      sent.current.push(typed);
      keep(typed);
    };
    timer.current = setTimeout(settle.current, wait);
  };
  return [text, type] as const;
}
