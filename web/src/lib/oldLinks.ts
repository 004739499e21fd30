// MLflow's links, which its clients print and people keep in notes: `/#/experiments/1/runs/abc` and its kin.

/** Where such a link leads here, as path and query below the prefix; nothing for a hash that is none. */
export function fromHash(hash: string): string | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const [path = "", query = ""] = hash.slice(1).split("?", 2);
  const params = new URLSearchParams(query);
  const parts = path.split("/").filter(Boolean).map(decode);
  const [first, id, third, run, fifth, ...rest] = parts;
  if (first === "compare-runs") return search("/compare", { runs: list(params.get("runs")).join(",") });
  if (first === "compare-experiments") return experiments(list(params.get("experiments")).join(","), params);
  if (first !== "experiments" || !id) return "/";
  if (third === "runs" && run) {
    // Older servers wrote `artifactPath`.
    const files = fifth === "artifacts" || fifth === "artifactPath";
    return search(`/runs/${encodeURIComponent(run)}`, { view: files ? "artifacts" : "", path: files ? rest.join("/") : "" });
  }
  return experiments(id, params);
}

function experiments(ids: string, params: URLSearchParams): string {
  const key = params.get("orderByKey") ?? "";
  const sort = orderColumn(key);
  const down = params.get("orderByAsc") === "true" ? "" : "-";
  return search(`/experiments/${encodeURIComponent(ids).replaceAll("%2C", ",")}`, {
    filter: params.get("searchFilter") ?? "",
    sort: sort && down + sort,
  });
}

/** MLflow writes metrics.`key`; its newest first is ours without saying so. */
function orderColumn(key: string): string {
  const found = /^(metrics|params|tags|attributes)\.(`?)(.+)\2$/.exec(key);
  return found && key !== "attributes.start_time" ? `${found[1]}.${found[3]}` : "";
}

function search(path: string, params: Record<string, string>): string {
  const set = Object.entries(params).filter(([, value]) => value);
  return set.length ? `${path}?${new URLSearchParams(set)}` : path;
}

/** A JSON list of texts; anything else counts as an empty one. */
function list(text: string | null): string[] {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
