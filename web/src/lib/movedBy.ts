// How far what is read has moved in a list that was read again, so that it can stay where it is in the window.

/** By how many rows most of those from `first` to `last` have moved: one that a new value took elsewhere does not take the others along. */
export function movedBy(before: string[], after: string[], first: number, last: number): number {
  const moves: number[] = [];
  for (let at = first; at <= last; at += 1) {
    const id = before[at];
    const now = id === undefined ? -1 : id === after[at] ? at : after.indexOf(id);
    if (now >= 0) moves.push(now - at);
  }
  return moves.sort((a, b) => a - b)[Math.floor(moves.length / 2)] ?? 0;
}
