// A run has one colour and one shape everywhere, found from its id alone.

const COLOURS = 8;
const SHAPES = ["disc", "square", "diamond", "ring"] as const;

export function runColour(id: string): string {
  return `var(--run-${(sumOf(id) % COLOURS) + 1})`;
}

export type RunShape = (typeof SHAPES)[number];

export function runShape(id: string): RunShape {
  return SHAPES[Math.floor(sumOf(id) / COLOURS) % SHAPES.length] ?? "disc";
}

function sumOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
