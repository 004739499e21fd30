// A text with the numbers of its lines. Two blocks, not an element a line: a file may be nothing but line ends.
import { useState } from "react";
import { Copy } from "../../../ui/Copy";

export function SourceText({ text }: { text: string }) {
  const [wrap, setWrap] = useState(false);
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  const numbers = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
  return (
    <>
      <div className="tools">
        <label>
          <input type="checkbox" checked={wrap} onChange={() => setWrap(!wrap)} /> Wrap lines
        </label>
        <Copy text={text} what="the text" />
      </div>
      <div className={wrap ? "scroll source wrapped" : "scroll source"} tabIndex={0} role="group" aria-label="Text of the file">
        {!wrap && (
          <pre className="numbers" aria-hidden="true">
            {numbers}
          </pre>
        )}
        <pre>{text}</pre>
      </div>
    </>
  );
}
