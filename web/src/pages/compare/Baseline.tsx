// Which of the compared runs the others are held against: the first of the address. Of runs that were selected it is the earliest; another one is chosen here.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { comparedRuns } from "../../api/comparedRuns";
import { nameOf } from "../../lib/values";
import { Choice } from "./predictions/Choice";

const route = getRouteApi("/compare");

export function Baseline({ ids }: { ids: string[] }) {
  const navigate = route.useNavigate();
  const { data: runs } = useQuery(comparedRuns(ids));
  const words = (id: string) => {
    const run = runs?.[ids.indexOf(id)];
    return run ? nameOf(run) : id.slice(0, 8);
  };
  const choose = (id: string) => {
    const order = [id, ...ids.filter((other) => other !== id)];
    void navigate({ search: (old: object) => ({ ...old, runs: order.join(",") }), replace: true });
  };
  return <Choice name="Baseline" value={ids[0] ?? ""} options={ids} words={words} choose={choose} />;
}
