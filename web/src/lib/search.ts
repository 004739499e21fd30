// The query of an address: plain texts, so that a person can read a link and type one.

export type Texts = Record<string, string | undefined>;

export function parseSearch(text: string): Texts {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Empty parameters are left out: a page without them means the same. */
export function stringifySearch(search: Record<string, unknown>): string {
  const set = Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
  // Commas and the marks of filters are safe in a query and easier to read as they are.
  const text = new URLSearchParams(set).toString();
  return text && `?${text.replaceAll("%2C", ",").replaceAll("%3E", ">").replaceAll("%60", "`")}`;
}

/** Keeps the named parameters of an address and drops what a page does not know. */
export function only<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const known = names.filter((name) => typeof search[name] === "string" && search[name] !== "");
    return Object.fromEntries(known.map((name) => [name, search[name]])) as Partial<Record<K, string>>;
  };
}

/** A list in one parameter: `a,b`. */
export function split(text: string | undefined): string[] {
  return text ? [...new Set(text.split(",").filter(Boolean))] : [];
}
