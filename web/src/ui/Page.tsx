// The content of a page, with its name in the browser's tab.
import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useKeptScroll } from "./useKeptScroll";

interface Props {
  name: string;
  /** `reading` keeps lines short, `full` gives a table the whole window. */
  kind?: "reading" | "full";
  children: ReactNode;
}

export function Page({ name, kind = "reading", children }: Props) {
  useEffect(() => {
    document.title = `${name} · Runlore`;
  }, [name]);
  useKeptScroll(() => document.scrollingElement, useLocation().pathname);
  return (
    <main id="content" tabIndex={-1} className={kind}>
      {children}
    </main>
  );
}
