// A line made calm: the exponential moving average, without the pull to zero that it has at its beginning.

/** `weight` from 0, as logged, to below 1. What is not a finite number stays as it is and moves nothing. */
export function smooth(values: number[], weight: number): number[] {
  if (weight <= 0) return values;
  let sum = 0;
  let total = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    sum = sum * weight + value * (1 - weight);
    total = total * weight + (1 - weight);
    return sum / total;
  });
}

/** The weight of an address; 0 for what is none. */
export function readWeight(text: string | undefined): number {
  const weight = Number(text);
  return weight > 0 && weight < 1 ? weight : 0;
}
