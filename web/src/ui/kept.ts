// What the browser keeps of this database, by names of its own: another database may be served at the same address tomorrow.

const key = (name: string) =>
  // The server writes it into the page; in development, and in tests without a page, it does not.
  `runlore.${globalThis.document?.documentElement.dataset.database ?? ""}.${name}`;

/** Empty when there is nothing, also in a browser that keeps nothing for pages. */
export function kept(name: string): string {
  try {
    return localStorage.getItem(key(name)) ?? "";
  } catch {
    return "";
  }
}

/** Whether the browser keeps it; an empty text forgets what it kept. */
export function keep(name: string, text: string): boolean {
  try {
    if (text) localStorage.setItem(key(name), text);
    else localStorage.removeItem(key(name));
    return true;
  } catch {
    return false;
  }
}
