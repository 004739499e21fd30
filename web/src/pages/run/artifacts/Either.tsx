// A file as what it means, or as it is written.
import { type ReactNode, useState } from "react";

interface Props {
  /** What the reading form is called. */
  name: string;
  shown: ReactNode;
  source: ReactNode;
}

export function Either({ name, shown, source }: Props) {
  const [written, setWritten] = useState(false);
  return (
    <>
      <div className="tools" role="group" aria-label="Show as">
        <button type="button" aria-pressed={!written} onClick={() => setWritten(false)}>
          {name}
        </button>
        <button type="button" aria-pressed={written} onClick={() => setWritten(true)}>
          Source
        </button>
      </div>
      {written ? source : shown}
    </>
  );
}
