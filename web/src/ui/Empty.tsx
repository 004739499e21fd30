// What a page says that has nothing to show yet: what would be here, and the lines that fill it.
import type { ReactNode } from "react";
import { PythonLines } from "./PythonLines";

interface Props {
  /** What is not there, as a sentence. */
  what: string;
  /** What would be here then, and whatever else helps. */
  children: ReactNode;
  /** Absent where nothing that is logged would be shown. */
  code: string | undefined;
}

export function Empty({ what, children, code }: Props) {
  return (
    <div className="state">
      <strong>{what}</strong>
      {children}
      {code !== undefined && (
        <>
          <p className="quiet">These lines fill this page:</p>
          <PythonLines code={code} />
        </>
      )}
    </div>
  );
}
