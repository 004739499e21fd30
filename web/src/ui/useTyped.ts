// A box whose text goes into the address, a moment after the last key; and follows the address when that changes.
import { useEffect, useRef, useState } from "react";

export function useTyped(kept: string, keep: (text: string) => void, wait = 250) {
  const [text, setText] = useState(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What this box wrote and has not seen come back. On a slow page more than one may be on its way.
  const sent = useRef([kept]);
  useEffect(() => {
    const back = sent.current.indexOf(kept);
    if (back >= 0) {
      sent.current = sent.current.slice(back);
      return;
    }
    clearTimeout(timer.current);
    sent.current = [kept];
    setText(kept);
  }, [kept]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current.push(typed);
      keep(typed);
    }, wait);
  };
  return [text, type] as const;
}
