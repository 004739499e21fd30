// Every text colour can be read on every ground that it stands on, in both themes (WCAG AA: 4.5; 3 for marks).
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map((found) => [found[1], [found[2], found[3]]]));

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string, theme: number): number {
  const [a = 0, b = 0] = [one, other].map((name) => luminance(tokens.get(name)?.[theme] ?? "#808080")).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

const grounds = ["page", "raised", "hover", "chosen"];
const texts = ["text", "quiet", "accent", "good", "bad", "warn"];
const marks = ["line-strong", ...Array.from({ length: 8 }, (_, index) => `run-${index + 1}`)];
const pairs = [
  ...texts.flatMap((one) => grounds.map((other) => [one, other, 4.5] as const)),
  ...marks.flatMap((one) => grounds.map((other) => [one, other, 3] as const)),
  ["on-accent", "accent", 4.5] as const,
  ["bad", "bad-ground", 4.5] as const,
  ["text", "bad-ground", 4.5] as const,
  ["text", "good-ground", 4.5] as const,
];

test.each(pairs)("%s on %s", (one, other, least) => {
  expect(tokens.has(one) && tokens.has(other)).toBe(true);
  for (const theme of [0, 1]) expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(least);
});
