// What a filter can be completed with: keys that the server finds, and values of the runs at hand or of some that have the field.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { KEY_KINDS, type KeyKind } from "../../api/keys";
import { runsWith } from "../../api/runPages";
import type { Run } from "../../api/types";
import { type Column, columnId, fieldOf } from "../../lib/columns";
import type { Asks, Source } from "../../lib/filterComplete";
import type { Field } from "../../lib/filterText";
import { seenValues } from "../../lib/seen";
import { type Where, useFoundKeys } from "./useFoundKeys";

/** Which runs the filter is for. */
export interface Filtered extends Where {
  /** Those that are loaded. */
  runs: Run[];
  /** The columns that they were loaded with. */
  loaded: ReadonlySet<string>;
}

const NONE: Run[] = [];

/** `asks` is absent while nobody types. */
export function useFilterSource({ ids, stage, frequent, runs, loaded }: Filtered, asks: Asks | undefined): Source {
  const where = { ids, stage, frequent };
  const text = asks?.keys?.text ?? "";
  const asked = (kind: KeyKind) => asks?.keys !== undefined && (asks.keys.kind ?? kind) === kind;
  const params = useFoundKeys(where, "params", text, asked("params"));
  const metrics = useFoundKeys(where, "metrics", text, asked("metrics"));
  const tags = useFoundKeys(where, "tags", text, asked("tags"));
  const column = asks?.values;
  const unknown = column && !loaded.has(columnId(column)) && fieldOf(column) !== undefined ? column : undefined;
  const others = useQuery({ ...runsWith(ids, stage, unknown ?? { kind: "params", key: "" }), enabled: unknown !== undefined });
  const found = unknown ? (others.data ?? NONE) : NONE;
  const keys = JSON.stringify([params.keys, metrics.keys, tags.keys]);
  return useMemo(() => {
    const lists = JSON.parse(keys) as string[][];
    return {
      known: KEY_KINDS.flatMap((kind, index) => (lists[index] ?? []).map((key): Column => ({ kind, key }))),
      totals: { params: params.all, metrics: metrics.all, tags: tags.all },
      seen: (field: Field) => seenValues(unknown && unknown.key === field.key && unknown.kind === field.kind ? found : runs, field),
    };
  }, [keys, params.all, metrics.all, tags.all, unknown?.kind, unknown?.key, found, runs]);
}
