// When pages ask again for what they show: at once, but never more often than a fifth of the time is spent on it.

/** After an answer that took this long there is this many times as long a pause. */
const REST = 4;

/** Gives a function that runs `refresh`, which never fails, and once more for whatever happened while it ran or rested. */
export function refresher(refresh: () => Promise<unknown>, now: () => number = () => performance.now()): () => void {
  let busy = false;
  let again = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
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
