// What a page shows when it can not show its content: an error with what to do, or that there is no such page.
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { ApiError } from "../api/client";
import { Page } from "./Page";

interface TroubleProps {
  /** What was not possible, as a sentence. */
  what: string;
  error: Error;
  again?: () => void;
  /** The page has nothing else, so this is its heading. */
  whole?: boolean;
}

export function Trouble({ what, error, again, whole = false }: TroubleProps) {
  const gone = error instanceof ApiError && error.status === 404;
  return (
    <div className="state bad" role="alert">
      {whole ? <h1>{what}</h1> : <strong>{what}</strong>}
      <p>{error.message}</p>
      {gone || !again ? <Link to="/">Go to the experiments</Link> : <button onClick={again}>Try again</button>}
    </div>
  );
}

export function NoPage() {
  return (
    <Page name="No such page">
      <div className="state">
        <h1>No such page</h1>
        <p>The address may be cut short or misspelt.</p>
        <Link to="/">Go to the experiments</Link>
      </div>
    </Page>
  );
}

export function Broken({ error }: ErrorComponentProps) {
  return (
    <Page name="Error">
      <div className="state bad" role="alert">
        <h1>This page could not be drawn.</h1>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <button onClick={() => location.reload()}>Load it again</button>
      </div>
    </Page>
  );
}
