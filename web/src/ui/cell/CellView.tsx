// A cell of a table as what it is. In a table it is cut to the row's height; in the reading view nothing is left out.
import { fileAddress } from "../../api/artifacts";
import { type Json, lookOf } from "../../lib/cells";
import { number } from "../../lib/format";
import { Chat } from "./Chat";
import { WholeText } from "./WholeText";

interface Props {
  cell: Json | undefined;
  /** The run whose artifacts an image is one of. */
  run: string;
  whole?: boolean;
}

/** More of a text is never seen in a row, and drawing a megabyte in each would be felt. */
export const SHOWN = 4_000;

export function CellView({ cell, run, whole = false }: Props) {
  const look = lookOf(cell);
  const cut = (text: string) => (whole || text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
  if (look.is === "nothing") return <span className="quiet">–</span>;
  if (look.is === "number") return <span title={String(look.value)}>{number(look.value)}</span>;
  if (look.is === "chat") return <Chat messages={look.messages} show={whole ? (text) => <WholeText text={text} /> : cut} />;
  if (look.is === "image") {
    const image = <img className="cell-image" loading="lazy" src={fileAddress(run, whole ? look.full : look.small)} alt={look.full} />;
    return whole ? image : <div className="cell">{image}</div>;
  }
  if (look.is === "json") return <pre className="cell">{cut(look.text)}</pre>;
  return whole ? <WholeText text={look.text} /> : <div className="cell">{cut(look.text)}</div>;
}
