// The keys of one kind that have a text in them. Where the first page holds all keys, nothing more is asked while somebody types.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type KeyKind, runKeys } from "../../api/keys";
import type { Column } from "../../lib/columns";
import { isWhole, matching, seeksSystem } from "../../lib/foundKeys";

/** Whose keys. */
export interface Where {
  /** Experiments as in the address of their runs. */
  ids: string;
  /** Which of their runs. */
  stage: string;
  /** The columns that many of the runs at hand have; they come first. */
  frequent: Column[];
}

export interface Found {
  keys: string[];
  /** How many have the text in them, as far as it is known by now. */
  total: number;
  /** How many there are at all. */
  all: number;
  error: Error | null;
}

export function useFoundKeys({ ids, stage, frequent }: Where, kind: KeyKind, text: string, enabled: boolean): Found {
  const sought = useLate(text.trim());
  const first = useQuery({ ...runKeys(ids, stage, kind, ""), enabled });
  const whole = isWhole(first.data) && !(kind === "tags" && seeksSystem(sought));
  const asks = enabled && !whole && first.data !== undefined && sought !== "";
  const some = useQuery({ ...runKeys(ids, stage, kind, sought), enabled: asks, placeholderData: keepPreviousData });
  const data = asks ? (some.data ?? first.data) : first.data;
  const often = frequent.filter((column) => column.kind === kind).map(({ key }) => key);
  const keys = enabled && data ? matching(data, often, text) : [];
  const all = first.data?.total ?? 0;
  const total = text.trim() === "" ? all : asks && some.data && !some.isPlaceholderData && sought === text.trim() ? some.data.total : keys.length;
  return { keys, total, all, error: first.error ?? (asks ? some.error : null) };
}

/** A text a moment after its last change. */
function useLate(text: string): string {
  const [late, setLate] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return late;
}
