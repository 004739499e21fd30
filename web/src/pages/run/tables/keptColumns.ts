// The columns that somebody hid in a table, in this browser: they are hidden in the same table of the experiment's other runs, too.

const key = (experiment: string, path: string) => `runlore.hidden.${experiment}.${path}`;

/** A list as the address has it. */
export function keptHidden(experiment: string, path: string): string {
  try {
    return localStorage.getItem(key(experiment, path)) ?? "";
  } catch {
    // A browser that keeps nothing shows all.
    return "";
  }
}

export function keepHidden(experiment: string, path: string, list: string): void {
  try {
    if (list) localStorage.setItem(key(experiment, path), list);
    else localStorage.removeItem(key(experiment, path));
  } catch {
    // They are hidden as long as the address is kept.
  }
}
