// Runs side by side; the first is the baseline that the others are held against.
import { Link, getRouteApi, lazyRouteComponent } from "@tanstack/react-router";
import { Suspense } from "react";
import { count } from "../lib/format";
import { split } from "../lib/search";
import { Loading } from "../ui/Bones";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { Baseline } from "./compare/Baseline";
import { Differences } from "./compare/Differences";

const route = getRouteApi("/compare");
const VIEWS = [
  ["differences", "Differences"],
  ["predictions", "Predictions"],
  ["prompts", "Prompts"],
  ["charts", "Charts"],
  ["artifacts", "Artifacts"],
] as const;

const Predictions = lazyRouteComponent(() => import("./compare/Predictions"), "Predictions");
const Prompts = lazyRouteComponent(() => import("./compare/Prompts"), "Prompts");
const Artifacts = lazyRouteComponent(() => import("./compare/Artifacts"), "Artifacts");
const Charts = lazyRouteComponent(() => import("./compare/Charts"), "Charts");

const SHOWN = new Map([
  ["predictions", Predictions],
  ["prompts", Prompts],
  ["charts", Charts],
  ["artifacts", Artifacts],
]);

export function ComparePage() {
  const { runs, view = "differences" } = route.useSearch();
  const ids = split(runs);
  if (ids.length < 2) {
    return (
      <Page name="Compare">
        <div className="state">
          <h1>Choose two runs or more to compare</h1>
          <p className="quiet">Select them in the table of an experiment, then press Compare.</p>
          <Link to="/">Go to the experiments</Link>
        </div>
      </Page>
    );
  }
  const View = SHOWN.get(view) ?? Differences;
  return (
    <Page name={`Compare ${count(ids.length, "run")}`} kind="full">
      <div className="head">
        <h1>Compare {count(ids.length, "run")}</h1>
        <Baseline ids={ids} />
      </div>
      <Tabs of="Comparison" views={VIEWS} />
      <Suspense fallback={<Loading />}>
        <View ids={ids} />
      </Suspense>
    </Page>
  );
}
