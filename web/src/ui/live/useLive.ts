// Pages follow what is committed: on each event they ask again for what they show, and keep place, selection and zoom.
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { address } from "../../api/base";
import { ApiError } from "../../api/client";
import { arrived } from "./arrived";
import { begun } from "./begun";
import { follow } from "./follow";
import { refresher } from "./refresher";

export type Live = "connecting" | "live" | "away" | "paused";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: {
      /** Is not asked for again when something changes: it is large, or never changes. */
      still?: boolean;
    };
  }
}

const APART = 300;

/** A filter of runs that was refused stays wrong, whatever is logged. A table may get the column, or the end, that it lacks. */
const isRefused = ({ queryKey, state: { error } }: Query) => queryKey[0] === "runs" && error instanceof ApiError && error.status === 400;

export function useLive(): Live {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>("connecting");
  useEffect(() => {
    const asked = begun(client);
    /** The last moment at which something may have changed. */
    let changed = -1;
    const old = (query: Query) => !query.meta?.still && !asked.after(query, changed) && !isRefused(query);
    const begin = () =>
      refresher(
        () => arrived(client, old),
        () => client.invalidateQueries({ predicate: old }),
      );
    let refresh = begin();
    const open = () =>
      follow(() => new EventSource(address("api/runlore/v1/events")), {
        live: () => {
          setLive("live");
          // Nobody told what happened since the page was filled. A rest after questions that no server answered would only keep that back.
          changed = performance.now();
          refresh = begin();
          refresh();
        },
        changed: () => {
          changed = performance.now();
          // Not all pages at the same moment.
          setTimeout(() => refresh(), Math.random() * APART);
        },
        away: () => setLive("away"),
      });
    let close: (() => void) | undefined;
    // Browsers have six connections to a server for all tabs together, so a tab that nobody sees gives its own back.
    const seen = () => {
      close?.();
      close = undefined;
      if (document.hidden) setLive("paused");
      else close = open();
    };
    document.addEventListener("visibilitychange", seen);
    seen();
    return () => {
      document.removeEventListener("visibilitychange", seen);
      close?.();
      asked.stop();
    };
  }, [client]);
  return live;
}
