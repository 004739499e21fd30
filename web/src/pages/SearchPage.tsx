// Everything by name, with an address.
import { Link, getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { Page } from "../ui/Page";
import { target } from "../ui/search/target";
import { useFound } from "../ui/search/useFound";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { useTyped } from "../ui/useTyped";
import "../styles/search.css";

const route = getRouteApi("/search");
const MOST = 100;

export function SearchPage() {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, type] = useTyped(q, (typed) => navigate({ search: { q: typed }, replace: true }));
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => box.current?.focus() });
  const { groups, pending, error, again } = useFound(q, MOST);
  return (
    <Page name={q ? `Search: ${q}` : "Search"}>
      <h1>Search</h1>
      <div className="tools">
        <input
          ref={box}
          type="search"
          className="wide"
          placeholder="Experiments, runs, tags, tables; model=small for params and tags"
          aria-label="Search everywhere"
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      {error && <Trouble what="The search failed." error={error} again={again} />}
      <p className="quiet" role="status">
        {pending ? "Searching…" : q && groups.length === 0 && !error ? `Nothing has “${q}” in its name or in a tag that was searched.` : ""}
      </p>
      {groups.map((group) => (
        <section key={group.name} className="panel" aria-label={group.name}>
          <header>
            <h2>{group.name}</h2>
            <span className="quiet">{group.more ? `the first ${group.hits.length}: type more to narrow them` : group.hits.length}</span>
          </header>
          <ul className="found">
            {group.hits.map((hit) => (
              <li key={`${hit.id} ${hit.path}`}>
                <Link {...target(hit)}>{hit.name}</Link> <span className="quiet">{hit.detail}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
