// The last value that there was, for a page that shows it until there is a new one.
import { useRef } from "react";

/** Forgotten when `about` changes: then it would answer another question. */
export function useLast<T>(value: T | undefined, about: string): T | undefined {
  const last = useRef<{ value: T; about: string }>(undefined);
  if (value !== undefined) last.current = { value, about };
  return last.current?.about === about ? last.current.value : undefined;
}
