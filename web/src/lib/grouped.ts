// Lists by key, each grown in its place: thousands of runs may be in one.
/** Adds to the list that a map has under a key. */
export function group<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
