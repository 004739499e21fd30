// A chart with its name, what can be done with it, and its numbers as a table for who can not see it or wants them.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { type CsvCell, csvLines } from "../../lib/charts/csv";
import type { Drawing, Size } from "../../lib/charts/shapes";
import { count } from "../../lib/format";
import { Working } from "../Working";
import { downloadCsv, downloadPng, downloadSvg } from "./download";
import { type Whole, useWholeFile } from "./useWholeFile";
import { useWidth } from "./useWidth";
import { Values } from "./Values";

export interface Action {
  name: string;
  act: () => void;
}

export interface Table {
  heads: string[];
  rows: () => CsvCell[][];
}

interface Props {
  title: string;
  /** What is seen, and what is not: sampled, broken. */
  note?: ReactNode;
  /** Of a chart that is opened large: it covers the one above the cards. */
  legend?: ReactNode;
  /** Nothing can be saved while there is nothing. */
  draw: ((size: Size) => Drawing) | undefined;
  /** The numbers as people read them, and as a file for programs. */
  values: Table;
  file: Table;
  /** Where the chart draws only some of the rows. */
  whole?: Whole;
  /** Beside the usual actions. */
  actions?: Action[];
  large: boolean;
  setLarge: (large: boolean) => void;
  children: (size: Size) => ReactNode;
}

const HEIGHT = 200;
/** Of the menu. */
const WIDTH = 208;
const FILE: Size = { width: 960, height: 540 };

export function Card(props: Props) {
  const { title, large, setLarge } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (large) dialog.current?.showModal();
    else dialog.current?.close();
  }, [large]);
  return (
    <article className="chart" aria-labelledby={id}>
      <Content {...props} titleId={id} height={HEIGHT} />
      <dialog ref={dialog} className="chart large" aria-label={title} onClose={() => large && setLarge(false)}>
        {large && <Content {...props} titleId={`${id}large`} height={Math.max(240, Math.min(640, innerHeight - 260))} />}
      </dialog>
    </article>
  );
}

function Content({ titleId, height, title, note, legend, draw, values, file, whole, actions = [], large, setLarge, children }: Props & { titleId: string; height: number }) {
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(body);
  const [numbers, showNumbers] = useState(false);
  const [failed, setFailed] = useState("");
  const all = useWholeFile(title, file.heads, whole, setFailed);
  const inDialog = titleId.endsWith("large");
  const png = async () => {
    try {
      if (draw) await downloadPng(title, draw(FILE));
      setFailed("");
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  const menu: Action[] = [
    { name: numbers ? "Show the chart" : "Show values", act: () => showNumbers(!numbers) },
    ...(draw
      ? [
          { name: "Download PNG", act: () => void png() },
          { name: "Download SVG", act: () => downloadSvg(title, draw(FILE)) },
          { name: whole ? "CSV of the drawn points" : "Download CSV", act: () => downloadCsv(title, [csvLines([file.heads, ...file.rows()])]) },
        ]
      : []),
    ...(whole && all.start ? [{ name: `CSV of all ${count(whole.total, "point")}`, act: all.start }] : []),
    ...actions,
  ];
  return (
    <>
      <header>
        <h2 id={titleId} className="cut" title={title}>
          {title}
        </h2>
        {inDialog || !large ? (
          <button type="button" className="bare" aria-label={inDialog ? `Close ${title}` : `Open ${title} large`} onClick={() => setLarge(!inDialog)}>
            {inDialog ? "Close" : "Open"}
          </button>
        ) : null}
        <Menu of={title} actions={menu} />
      </header>
      <div ref={body} className="body" style={{ minHeight: height + 20 }}>
        {numbers ? <Values title={title} heads={values.heads} rows={values.rows()} height={height + 20} /> : width > 0 && children({ width, height })}
      </div>
      {inDialog && legend}
      {note && <p className="quiet">{note}</p>}
      {all.progress && <Working progress={all.progress} what="Points read" stop={all.stop} />}
      {failed && <p role="alert">{failed}</p>}
    </>
  );
}

function Menu({ of, actions }: { of: string; actions: Action[] }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const place = () => {
    const spot = button.current?.getBoundingClientRect();
    if (!spot || !box.current) return;
    const below = spot.bottom + 4 + actions.length * 28 + 10 < innerHeight;
    box.current.style.top = below ? `${spot.bottom + 4}px` : `${Math.max(8, spot.top - actions.length * 28 - 14)}px`;
    box.current.style.left = `${Math.max(8, Math.min(spot.right - WIDTH, innerWidth - WIDTH - 8))}px`;
  };
  return (
    <>
      <button ref={button} type="button" className="bare" popoverTarget={id} aria-label={`More for ${of}`}>
        More
      </button>
      <div ref={box} id={id} popover="auto" className="menu" onBeforeToggle={place} role="group" aria-label={`More for ${of}`}>
        {actions.map(({ name, act }) => (
          <button
            key={name}
            type="button"
            className="bare"
            onClick={() => {
              box.current?.hidePopover();
              act();
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </>
  );
}
