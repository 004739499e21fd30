// A box whose text goes into the address, a moment after the last key; and follows the address when that changes.
import { useEffect, useRef, useState } from "react";

export function useTyped(kept: string, keep: (text: string) => void, wait = 250) {
  const [text, setText] = useState(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(kept);
  useEffect(() => {
    // What this box itself wrote comes back late, when more may have been typed.
    if (kept === sent.current) return;
    clearTimeout(timer.current);
    sent.current = kept;
    setText(kept);
  }, [kept]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = typed;
      keep(typed);
    }, wait);
  };
  return [text, type] as const;
}
