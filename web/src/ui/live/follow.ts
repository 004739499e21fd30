// Follows the server's events. A connection that hangs looks like one on which nothing happens, so the server says now and then that it
// is there; where it does not, one begins anew.

/** What is needed of an `EventSource`. */
export interface Source {
  readonly readyState: number;
  addEventListener: (name: string, heard: () => void) => void;
  close: () => void;
}

export interface Told {
  /** It is there: from now on everything is told. */
  live: () => void;
  /** Something was committed. */
  changed: () => void;
  /** It is not there. */
  away: () => void;
}

const CLOSED = 2;
const AGAIN = 2_000;
/** The server says something every fifteen seconds. */
export const SILENCE = 40_000;
const LOOK = 5_000;

/** Until the answer is called. */
export function follow(connect: () => Source, told: Told): () => void {
  let source: Source | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let heard = 0;
  const end = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const open = () => {
    end();
    heard = Date.now();
    const mine = connect();
    source = mine;
    let live = false;
    const on = (name: string, act: () => void) =>
      mine.addEventListener(name, () => {
        if (source === mine) act();
      });
    /** Whatever the server says when the database answers: a connection alone tells nothing of it. */
    const hear = (act: () => void) => () => {
      heard = Date.now();
      if (live) return act();
      live = true;
      told.live();
    };
    on("open", () => (heard = Date.now()));
    on("alive", hear(() => {}));
    on("changed", hear(told.changed));
    on("error", () => {
      live = false;
      told.away();
      // The browser connects again by itself unless there was an answer: a proxy's, whose server is away.
      if (mine.readyState === CLOSED) again = setTimeout(open, AGAIN);
    });
  };
  // By the clock, which goes on while a machine sleeps; a timer of the whole time would not.
  const watch = setInterval(() => {
    if (!source || source.readyState === CLOSED || Date.now() - heard < SILENCE) return;
    told.away();
    end();
    again = setTimeout(open, AGAIN);
  }, LOOK);
  open();
  return () => {
    clearInterval(watch);
    end();
  };
}
