// Starts the interface: theme, old links, then the pages.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { base } from "./api/base";
import { retry } from "./api/queries";
import { fromHash } from "./lib/oldLinks";
import { router } from "./router";
import { applyTheme } from "./ui/theme";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/table.css";
import "./styles/run.css";
import "./styles/rows.css";
import "./styles/manage.css";
import "./styles/filter.css";
import "./styles/columns.css";
import "./styles/peek.css";

applyTheme();
// Pages keep their own place (useKeptScroll).
history.scrollRestoration = "manual";

const old = fromHash(location.hash);
if (old) history.replaceState(null, "", base + old.slice(1));
// The same when such a link is pasted over an open page.
addEventListener("hashchange", () => {
  const link = fromHash(location.hash);
  if (link) router.history.replace(base + link.slice(1));
});

const client = new QueryClient({
  defaultOptions: { queries: { retry, staleTime: 10_000, refetchOnWindowFocus: false } },
});

const place = document.getElementById("app");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
