// The content of a page, with its name in the browser's tab.
import { useLocation, useMatch } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { remember } from "./search/recent";
import { useKeptScroll } from "./useKeptScroll";

interface Props {
  name: string;
  /** `reading` keeps lines short, `full` gives a table the whole window. */
  kind?: "reading" | "full";
  children: ReactNode;
}

export function Page({ name, kind = "reading", children }: Props) {
  // The location may be that of the next page already; the match is the one of this page.
  const place = useMatch({ strict: false, shouldThrow: false })?.pathname ?? "";
  useEffect(() => {
    document.title = `${name} · Runlore`;
    remember(place, name);
  }, [name, place]);
  useKeptScroll(() => document.scrollingElement, useLocation().pathname);
  return (
    <main id="content" tabIndex={-1} className={kind}>
      {children}
    </main>
  );
}
