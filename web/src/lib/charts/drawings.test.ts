import { expect, test } from "vitest";
import type { Double } from "../../api/schema";
import type { Run } from "../../api/types";
import { barDrawing } from "./barDrawing";
import { dashed } from "./dash";
import { lineDrawing } from "./lineDrawing";
import { measure } from "./measure";
import { boxOf, boxes, parallelDrawing, scatterDrawing } from "./runDrawings";
import { type Drawing, markPath, path, svgText, widthOf } from "./shapes";
import { sparkPieces } from "./spark";

const run = (id: string, metrics: Record<string, Double>, params: Record<string, string>): Run => ({
  info: { run_id: id, experiment_id: "1", run_name: `<${id}>`, status: "FINISHED", lifecycle_stage: "active", start_time: 1000, end_time: 3500 },
  data: {
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 0 })),
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
  },
});
const RUNS = [
  run("a", { score: 0.5 }, { lr: "0.1", model: "m10" }),
  run("b", { score: "NaN" }, { lr: "0.001", model: "m9" }),
  run("c", { score: Number.MAX_VALUE }, { lr: "0.00001" }),
];
const MARKED = RUNS.map(({ info }) => ({ id: info.run_id, name: info.run_name ?? "", colour: "red" }));
const of = (drawing: Drawing, kind: string) => drawing.shapes.filter((shape) => shape.kind === kind);
const SIZE = { width: 400, height: 200 };

test("a measure has numbers, words in their order, or nothing", () => {
  expect(measure(RUNS, { kind: "metrics", key: "score" }).values).toEqual([0.5, undefined, undefined]);
  expect(measure(RUNS, { kind: "params", key: "lr" })).toMatchObject({ values: [0.1, 0.001, 0.00001], span: { log: true } });
  expect(measure(RUNS, { kind: "params", key: "model" })).toMatchObject({ values: [1, 0, undefined], span: { words: ["m9", "m10"] } });
  expect(measure(RUNS, { kind: "attributes", key: "duration" }).values).toEqual([2500, 2500, 2500]);
  expect(measure(RUNS, { kind: "attributes", key: "start_time" }).span.kind).toBe("times");
});

test("a scatter has a point for each run with both values, parallel axes break where there is none", () => {
  const [score, lr, model] = [{ kind: "metrics", key: "score" } as const, { kind: "params", key: "lr" } as const, { kind: "params", key: "model" } as const].map((column) => measure(RUNS, column));
  if (!score || !lr || !model) throw new Error("there are three");
  expect(of(scatterDrawing(SIZE, MARKED, lr, score), "dot")).toHaveLength(1);
  const lines = of(parallelDrawing(SIZE, MARKED, [lr, score, model]), "line").slice(0, 3);
  expect(lines.map((line) => line.kind === "line" && line.pieces.map((piece) => piece.length))).toEqual([[3], [1, 1], [1]]);
});

test("the names of parallel axes do not overlap", () => {
  const named = (...names: string[]) => names.map((name) => ({ ...measure(RUNS, { kind: "params", key: "lr" }), span: { kind: "numbers" as const, ends: [0, 1] as const, name } }));
  for (const names of [["an input with a long name", "a param with a long name", "a metric with a long name"], ["x", "y", "a metric with a long name"], ["one", "a param with a long name", "z"], ["a param with a long name", "a metric with a long name"]]) {
    const heads = of(parallelDrawing(SIZE, MARKED, named(...names)), "text").flatMap((shape) => (shape.kind === "text" && names.includes(shape.title ?? "") ? [shape] : []));
    const ends = heads.map(({ x, text, anchor }) => (anchor === "end" ? [x - widthOf(text), x] : [x, x + widthOf(text)]) as [number, number]);
    expect(ends).toHaveLength(names.length);
    ends.slice(1).forEach(([from], at) => expect(from, names.join()).toBeGreaterThan((ends[at]?.[1] ?? 0) + 2));
    expect(ends.at(-1)?.[1]).toBeLessThanOrEqual(SIZE.width);
  }
});

test("runs of one colour have other marks in a scatter, other dashes beside each other", () => {
  const marked = dashed(MARKED.map((run, index) => ({ ...run, form: (["disc", "square", "diamond"] as const)[index] })));
  const lr = measure(RUNS, { kind: "params", key: "lr" });
  expect(of(scatterDrawing(SIZE, marked, lr, lr), "dot")).toMatchObject([{ form: "disc" }, { form: "square" }, { form: "diamond" }]);
  const dashes = of(parallelDrawing(SIZE, marked, [lr, lr]), "line").slice(0, 3).map((shape) => shape.kind === "line" && String(shape.dash));
  expect(new Set(dashes).size).toBe(3);
  expect(new Set((["disc", "square", "diamond", "ring"] as const).map((form) => markPath(5, 5, 4, form))).size).toBe(4);
});

test("a box has quartiles, whiskers at values, and what is outside", () => {
  expect(boxOf("x", [4, 1, 2, 3, 100])).toEqual({ name: "x", count: 5, low: 1, first: 2, median: 3, third: 4, high: 4, outside: [100] });
  expect(boxOf("x", [7])).toMatchObject({ low: 7, median: 7, high: 7, outside: [] });
  const score = measure([...RUNS, run("d", { score: 1 }, { model: "m9" })], { kind: "metrics", key: "score" });
  const model = measure([...RUNS, run("d", { score: 1 }, { model: "m9" })], { kind: "params", key: "model" });
  expect(boxes(score, model).map(({ name, median }) => [name, median])).toEqual([["m9", 1], ["m10", 0.5]]);
});

test("bars that have no room are counted", () => {
  const bars = Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, name: `run ${index}`, colour: "red", value: index ? -index : NaN }));
  const drawing = barDrawing(SIZE, bars);
  expect(of(drawing, "rect")).toHaveLength(7);
  expect(drawing.shapes).toContainEqual(expect.objectContaining({ text: "and 23 more" }));
});

test("lines are broken, marked, cut to the zoom, and written as SVG without markup from names", () => {
  const line = { id: "a", name: `<script>"&\u0000`, colour: "red", xs: [0, 1, 2, 3, 4], ys: [1, NaN, 2, 3, Infinity] };
  const chart = { title: "loss", lines: [line], axis: "step" as const, across: "Step", log: false, zoom: undefined };
  const drawing = lineDrawing(SIZE, chart);
  const drawn = drawing.shapes.find((shape) => shape.kind === "line" && shape.title);
  expect(drawn?.kind === "line" && drawn.pieces.map((piece) => piece.length)).toEqual([1, 2]);
  expect(drawing.shapes.filter((shape) => shape.kind === "text" && ["×", "▲"].includes(shape.text))).toHaveLength(2);
  const text = svgText(drawing, (colour) => colour);
  expect(text).toContain("&lt;script&gt;&quot;&amp;</title>");
  expect(text).not.toMatch(/<script|\0/);
  const below = lineDrawing(SIZE, { ...chart, log: true, lines: [{ ...line, ys: [1, NaN, 0, -3, Infinity] }] });
  expect(below.shapes.filter((shape) => shape.kind === "text" && shape.text === "▼"), "a log scale has no place for them").toHaveLength(2);
  const zoomed = lineDrawing(SIZE, { ...chart, zoom: [1.5, 3.5] }).shapes.find((shape) => shape.kind === "line" && shape.title);
  expect(zoomed?.kind === "line" && zoomed.pieces.map((piece) => piece.length)).toEqual([2]);
});

test("a path is broken into its pieces, and a lone point is seen", () => {
  expect(path([[[0, 1], [2, 3.14159]], [[5, 5]]])).toBe("M0 1L2 3.14M5 5L5.01 5");
});

test("runs of one colour are told apart by dashes", () => {
  const dashes = dashed([{ colour: "red" }, { colour: "blue" }, { colour: "red" }]).map(({ dash }) => dash);
  expect([dashes[0], dashes[1]]).toEqual([undefined, undefined]);
  expect(dashes[2]).toBeDefined();
});

test("a small chart goes over its steps, over its points where they have none, and breaks", () => {
  const points = (...list: [number, number][]) => list.map(([step, value]) => ({ step, value, time: 0 }));
  expect(sparkPieces(points([0, 0], [10, 1]), 12, 12)).toEqual([[[1, 11], [11, 1]]]);
  expect(sparkPieces(points([0, 0], [0, 1], [0, 0]), 12, 12)).toEqual([[[1, 11], [6, 1], [11, 11]]]);
  expect(sparkPieces(points([0, NaN], [1, NaN]), 12, 12)).toEqual([]);
  expect(sparkPieces(points([0, 1], [1, NaN], [2, 1]), 12, 12)).toHaveLength(2);
});
