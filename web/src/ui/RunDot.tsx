// The mark of a run: its colour and, as two of many may have the same, one of four shapes.
import { runColour, runShape } from "../lib/colour";

export function RunDot({ id }: { id: string }) {
  return <span className={`dot ${runShape(id)}`} style={{ color: runColour(id) }} />;
}
