// The two of the compared runs whose texts are held against each other, in the address as `from` and `to`.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { comparedRuns } from "../../api/comparedRuns";
import { nameOf } from "../../lib/values";
import { Choice } from "./predictions/Choice";

const route = getRouteApi("/compare");

/** The baseline and the run after it, until somebody chooses others. */
export function usePair(ids: string[]): [string, string] {
  const { from, to } = route.useSearch();
  const known = (id: string | undefined, usual: string) => (id !== undefined && ids.includes(id) ? id : usual);
  const before = known(from, ids[0] ?? "");
  return [before, known(to, ids.find((id) => id !== before) ?? "")];
}

export function Pair({ ids, pair: [from, to] }: { ids: string[]; pair: [string, string] }) {
  const navigate = route.useNavigate();
  const { data: runs } = useQuery(comparedRuns(ids));
  const words = (id: string) => {
    const run = runs?.[ids.indexOf(id)];
    return run ? nameOf(run) : id.slice(0, 8);
  };
  const set = (change: object) => void navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  return (
    <>
      <Choice name="From" value={from} options={ids} words={words} choose={(id) => set({ from: id })} />
      <Choice name="To" value={to} options={ids} words={words} choose={(id) => set({ to: id })} />
      <button type="button" onClick={() => set({ from: to, to: from })}>
        Swap
      </button>
    </>
  );
}
