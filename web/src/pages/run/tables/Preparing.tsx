// Shown while the server prepares a large table: how far it is. When it is done the rows are asked for again, and counted.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { preparing } from "../../../api/tables";

interface Props {
  run: string;
  path: string;
  /** How far it was at the last answer with rows. */
  told: number;
}

export function Preparing({ run, path, told }: Props) {
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useQuery(preparing(run, path));
  const done = data !== undefined && data.progress === undefined;
  useEffect(() => {
    if (done) void client.invalidateQueries({ queryKey: ["rows", run, path] });
  }, [client, run, path, done, dataUpdatedAt]);
  const share = done ? 1 : Math.max(told, data?.progress ?? 0);
  return (
    <span className="quiet" role="status" title="The server copies a large table once. Until then filters and orders take longer.">
      Being prepared … {Math.floor(share * 100)} %
    </span>
  );
}
