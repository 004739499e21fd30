// `j` and `k` in a table that is not virtualised: they move the focus over the links marked `data-row`.
import { useRef } from "react";
import { useKeys } from "./useKeys";

export function useRowFocus() {
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (by: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return body;
}
