// Keys that were found, narrowed by what is typed until the server answers for it.
import type { KeysBody } from "../api/schema";

/** Those with the text in them: what begins with it first, and of equals the `frequent` ones. */
export function matching({ keys }: KeysBody, frequent: string[], text: string): string[] {
  const sought = text.trim().toLowerCase();
  const having = [...new Set([...frequent, ...keys.map(({ key }) => key)])].filter((key) => key.toLowerCase().includes(sought));
  const begins = having.filter((key) => key.toLowerCase().startsWith(sought));
  return [...begins, ...having.filter((key) => !key.toLowerCase().startsWith(sought))];
}

/** Whether a text can only mean MLflow's own tags, which are not found otherwise: every run has a dozen of them. */
export function seeksSystem(text: string): boolean {
  return /^mlflow/i.test(text.trim());
}

/** Whether these are all that there are. */
export function isWhole(found: KeysBody | undefined): boolean {
  return found !== undefined && !found.next_page_token;
}
