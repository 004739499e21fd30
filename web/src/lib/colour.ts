// A run has one colour everywhere, found from its id alone.

const COLOURS = 8;

export function runColour(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `var(--run-${(sum % COLOURS) + 1})`;
}
