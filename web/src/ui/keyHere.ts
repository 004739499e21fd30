// Under which name the browser keeps something of this database: another one may be served at the same address tomorrow.

export function keyHere(name: string): string {
  // The server writes it into the page; in development, and in tests without a page, it does not.
  return `runlore.${globalThis.document?.documentElement.dataset.database ?? ""}.${name}`;
}
