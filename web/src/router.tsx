// The table of pages, with what each keeps in its address.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { base } from "./api/base";
import { only, parseSearch, stringifySearch } from "./lib/search";
import { ExperimentsPage } from "./pages/ExperimentsPage";
import { Shell } from "./ui/Shell";
import { Broken, NoPage } from "./ui/states";

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage, errorComponent: Broken });

const experiments = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: only("q", "stage", "selected"),
  component: ExperimentsPage,
});

const runs = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$ids",
  validateSearch: only("view", "filter", "sort", "columns", "selected", "stage", "pinned", "widths", "equal", "peek", "x", "smooth", "scale", "cards", "chart", "prompt", "diff"),
  component: lazyRouteComponent(() => import("./pages/RunsPage"), "RunsPage"),
});

const run = createRoute({
  getParentRoute: () => root,
  path: "/runs/$id",
  validateSearch: only("view", "path", "table", "filter", "q", "sort", "hide", "row", "x", "smooth", "scale", "metrics", "chart"),
  component: lazyRouteComponent(() => import("./pages/RunPage"), "RunPage"),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: "/compare",
  validateSearch: only("view", "runs", "show", "table", "on", "answer", "score", "less", "rows", "against", "q", "order", "diff", "row", "x", "smooth", "scale", "metrics", "chart", "from", "to", "path", "find", "example"),
  component: lazyRouteComponent(() => import("./pages/ComparePage"), "ComparePage"),
});

const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: only("q"),
  component: lazyRouteComponent(() => import("./pages/SearchPage"), "SearchPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([experiments, runs, run, compare, search]),
  basepath: base,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
