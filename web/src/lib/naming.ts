// The order of names in which layer 2 comes before layer 10.
const ORDER = new Intl.Collator("en", { numeric: true });

export function byName(one: string, other: string): number {
  return ORDER.compare(one, other) || (one < other ? -1 : 1);
}
