// Markdown that anybody wrote, a model or a colleague. What reads it is loaded when the first one is shown; until then,
// and for texts so long that nobody reads them as a page, it is the text as it was written.
import { Suspense, lazy } from "react";

const MOST = 200_000;
const Rendered = lazy(() => import("./markdown/Rendered"));

export function Markdown({ text }: { text: string }) {
  const plain = <div className="fold">{text}</div>;
  if (text.length > MOST) return plain;
  return (
    <Suspense fallback={plain}>
      <Rendered text={text} />
    </Suspense>
  );
}
