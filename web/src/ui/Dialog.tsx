// A dialog over the page: the browser's own, so that focus, Escape and what lies behind it are the browser's concern.
import { type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** It is shut; the page stops drawing it. */
  closed: () => void;
  children: (close: () => void) => ReactNode;
}

export function Dialog({ title, closed, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!box.current?.open) box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} className="asks" aria-labelledby={id} onClose={closed}>
      <h2 id={id}>{title}</h2>
      {children(() => box.current?.close())}
    </dialog>
  );
}
