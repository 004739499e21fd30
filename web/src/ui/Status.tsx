// How a run stands, by word, sign and colour.
import { look } from "../lib/status";

export function Status({ of }: { of: string | undefined }) {
  const { word, tone, sign } = look(of);
  return (
    <span className={`status ${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={sign} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      {word}
    </span>
  );
}
