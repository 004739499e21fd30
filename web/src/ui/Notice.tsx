// A line that says what was done, with the way back.

export interface Notice {
  text: string;
  /** What went wrong with some, in the server's words. */
  trouble?: string;
  undo?: () => void;
  /** Of what goes on. */
  stop?: () => void;
}

export function NoticeLine({ notice, dismiss }: { notice: Notice | undefined; dismiss: () => void }) {
  return (
    <div role="status" className={notice ? "notice" : undefined}>
      {notice && (
        <>
          <span>
            {notice.text} {notice.trouble && <span className="wrong">{notice.trouble}</span>}
          </span>
          {notice.stop && <button onClick={notice.stop}>Stop</button>}
          {notice.undo && <button onClick={notice.undo}>Undo</button>}
          <button className="bare" onClick={dismiss}>
            Dismiss
          </button>
        </>
      )}
    </div>
  );
}
