// JSON whose whole numbers are never rounded: ids of traces, steps and times may be larger than 2^53, and a
// number that is shown wrongly is worse than none. Such numbers become their text.

/** A number that fits, or the text of one that does not; also "NaN" and "Infinity", as the server writes them. */
export type Numeric = number | string;

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Without these a body needs no second look. What stands behind a point or a letter is no whole number: one in a hundred ids of runs has as many. */
const MANY_DIGITS = /(?:^|[:,[\s-])\d{16}/;

export function parseJson(text: string): unknown {
  if (!MANY_DIGITS.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(TOKENS, keep));
}

function keep(token: string): string {
  const whole = /^-?\d+$/.test(token);
  return whole && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
