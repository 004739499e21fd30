// Where the interface lives. The server writes its prefix into <base>, so nothing else has to know it.

/** `/` or `/prefix/`. */
export const base = typeof document === "undefined" ? "/" : new URL(document.baseURI).pathname;

/** The address of a path below the prefix. */
export function address(path: string): string {
  return base + path;
}

/** What a program puts into its tracking URI. */
export function trackingUri(): string {
  return (location.origin + base).replace(/\/$/, "");
}
