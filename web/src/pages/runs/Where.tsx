// What the runs are of: in words for one experiment, several or all, and as links where they are several.
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { experiment, experimentName } from "../../api/queries";
import { noteOf } from "../../lib/experimentEdit";
import { split } from "../../lib/search";

/** What is looked at, in words. */
export function useTitle(ids: string) {
  const one = ids !== "all" && !ids.includes(",");
  const query = useQuery({ ...experiment(ids), enabled: one });
  const several = ids === "all" ? "Runs of all experiments" : `Runs of ${split(ids).length} experiments`;
  const text = one ? (query.data?.name ?? `Experiment ${ids}`) : several;
  const deleted = query.data?.lifecycle_stage === "deleted";
  return { text, deleted, note: noteOf(query.data?.tags), error: query.error ?? undefined, again: () => void query.refetch() };
}

const LISTED = 10;

/** The experiments whose runs are shown together. */
export function Where({ ids }: { ids: string }) {
  const all = ids === "all" ? [] : split(ids);
  const listed = all.slice(0, LISTED);
  const names = useQueries({ queries: listed.map((id) => experimentName(id)) });
  return (
    <>
      {listed.map((id, index) => (
        <Link key={id} to="/experiments/$ids" params={{ ids: id }}>
          {names[index]?.data ?? id}
        </Link>
      ))}
      {all.length > LISTED && <span className="quiet">and {all.length - LISTED} more</span>}
    </>
  );
}
