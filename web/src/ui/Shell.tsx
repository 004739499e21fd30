// The frame of every page: where one is, the theme, and the keys.
import { Link, Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { KeysHelp } from "./KeysHelp";
import { Search } from "./search/Search";
import { LiveMark } from "./live/LiveMark";
import { nextTheme, theme } from "./theme";

export function Shell() {
  const [chosen, choose] = useState(theme);
  return (
    <div className="shell">
      <a className="skip" href="#content" onClick={skip}>
        Skip to the content
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          Runlore
        </Link>
        <nav aria-label="Main">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "aria-current": "page" }}>
            Experiments
          </Link>
        </nav>
        <Search />
        <LiveMark />
        <KeysHelp />
        <button type="button" className="bare" onClick={() => choose(nextTheme())}>
          Theme: {chosen}
        </button>
      </header>
      <Outlet />
    </div>
  );
}

/** A plain link would lead to the <base>, not to this page. */
function skip(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
