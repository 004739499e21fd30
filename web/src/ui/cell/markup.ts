// Whether whole texts are read as Markdown or as they were written: chosen where one reads, needed where a cell is drawn.
import { createContext } from "react";

export const MARKUPS = ["markdown", "text"] as const;
export type Markup = (typeof MARKUPS)[number];

export const MarkupContext = createContext<Markup>("text");
