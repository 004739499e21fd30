// Hands a chart or its numbers to the browser as a file.
import { type Drawing, paint, svgText } from "../../lib/charts/shapes";
import { ink } from "./useTheme";

/** Pixels of a PNG for each of ours: it is put into documents and enlarged there. */
const FINE = 2;

export function downloadCsv(name: string, parts: BlobPart[]): void {
  download(`${name}.csv`, new Blob(parts, { type: "text/csv" }));
}

export function downloadSvg(name: string, drawing: Drawing): void {
  download(`${name}.svg`, new Blob([svgText(drawing, ink)], { type: "image/svg+xml" }));
}

export async function downloadPng(name: string, drawing: Drawing): Promise<void> {
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width * FINE;
  canvas.height = drawing.height * FINE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser can not draw pictures.");
  context.scale(FINE, FINE);
  paint(context, drawing, ink);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("This browser could not make a picture of the chart. It may be too large.");
  download(`${name}.png`, blob);
}

function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[^\w.-]+/g, "_");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
