import { expect, test } from "vitest";
import { type ChartCard, cardTitle, move, readCards, usualCards, writeCards } from "./cards";
import type { Column } from "./columns";

const metric = (key: string): Column => ({ kind: "metrics", key });
const param = (key: string): Column => ({ kind: "params", key });

test("cards go into an address and come back, whatever keys hold", () => {
  const cards: ChartCard[] = [
    { kind: "line", columns: [metric("a,b~c%2C")] },
    { kind: "scatter", columns: [param("lr"), metric("score")] },
    { kind: "parallel", columns: [param("x"), param("y"), metric("z")] },
  ];
  expect(readCards(writeCards(cards))).toEqual(cards);
  expect(readCards(writeCards([]))).toEqual([]);
});

test("what can not be drawn is left out, and of equal cards one is kept", () => {
  expect(readCards("line~metrics.a,line~metrics.a,pie~metrics.a,line~params.a,scatter~metrics.a,box~metrics.a~params.b~params.c,toString")).toEqual([
    { kind: "line", columns: [metric("a")] },
  ]);
});

test("a card is called by what it shows", () => {
  expect(cardTitle({ kind: "scatter", columns: [param("lr"), metric("score")] })).toBe("score over lr");
  expect(cardTitle({ kind: "box", columns: [metric("score"), param("model")] })).toBe("score by model");
  expect(cardTitle({ kind: "line", columns: [metric("loss")] })).toBe("loss");
});

test("the usual cards are those that the runs allow", () => {
  expect(usualCards([param("lr")])).toEqual([]);
  expect(usualCards([metric("a"), metric("b"), metric("c")], new Set(["c"]))[0]).toEqual({ kind: "line", columns: [metric("c")] });
  expect(usualCards([metric("a"), metric("b"), metric("c")], new Set(["c"]))[3]).toEqual({ kind: "scatter", columns: [metric("b"), metric("a")] });
  expect(usualCards([param("lr"), metric("a"), metric("b")]).map(({ kind }) => kind)).toEqual(["line", "line", "scatter", "parallel"]);
});

test("a card moves by one place and not beyond the ends", () => {
  expect(move(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(move(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  expect(move(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});
