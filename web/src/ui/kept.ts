// What the browser keeps of this database, by names of its own: another database may be served at the same address tomorrow.

/** The server writes it into the page, and takes the attribute away while the database is. Elsewhere there is one for all. */
const database = globalThis.document ? document.documentElement.dataset.database : "";
const key = (name: string) => {
  if (database === undefined) throw new Error("Nobody knows which database this is.");
  return `runlore.${database}.${name}`;
};

/** Empty when there is nothing, also in a browser that keeps nothing for pages, and while the database is away. */
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
