// When pages ask again for what they show: at once, but after slow answers only so often that a fifth of the time is spent on it.

/** After an answer there is this many times as long a pause as it took. */
const REST = 4;
/** Answers that take no longer are no burden: after these the pause is no longer either, so that what is logged is seen within two seconds. */
const SHORT = 500;

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
    const took = now() - started;
    setTimeout(
      () => {
        busy = false;
        if (again) void run();
      },
      took < SHORT ? Math.min(SHORT, REST * took) : REST * took,
    );
  };
  return () => void run();
}
