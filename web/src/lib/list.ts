// A list in one parameter of the address, whose entries may hold commas themselves.

export function writeList(entries: string[]): string {
  return entries.map((entry) => entry.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
}

export function readList(text: string | undefined): string[] {
  if (!text) return [];
  return [...new Set(text.split(",").map((entry) => entry.replaceAll("%2C", ",").replaceAll("%25", "%")))];
}
