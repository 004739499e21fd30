// When pages ask again for what they show: at once, but never more often than a fifth of the time is spent on it.

/** After an answer that took this long there is this many times as long a pause. */
const REST = 4;

/**
 * Gives a function that runs `refresh`, and once more for whatever happened while it ran or rested. It begins when `ready` says so, which
 * is no part of the time that was spent. Neither of them fails.
 */
export function refresher(ready: () => Promise<unknown>, refresh: () => Promise<unknown>, now: () => number = () => performance.now()): () => void {
  let busy = false;
  let again = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    await ready();
    again = false;
    const started = now();
    await refresh();
    setTimeout(() => {
      busy = false;
      if (again) void run();
    }, REST * (now() - started));
  };
  return () => void run();
}
