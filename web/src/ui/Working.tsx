// How far a piece of work is, with a way to stop it.
import type { Progress } from "./useWork";

export function Working({ progress: { finished, of }, what, stop }: { progress: Progress; what: string; stop: () => void }) {
  return (
    <p className="working">
      <progress value={finished} max={of} aria-label={what} />
      <span aria-live="polite">
        {finished} of {of}
      </span>
      <button type="button" onClick={stop}>
        Stop
      </button>
    </p>
  );
}
