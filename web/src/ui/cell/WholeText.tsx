// A text in full, as Markdown where that was chosen.
import { useContext } from "react";
import { Markdown } from "../Markdown";
import { MarkupContext } from "./markup";

export function WholeText({ text }: { text: string }) {
  return useContext(MarkupContext) === "markdown" ? <Markdown text={text} /> : <div className="cell">{text}</div>;
}
