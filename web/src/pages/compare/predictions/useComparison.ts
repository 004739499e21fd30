// The tables joined, with what their columns mean: as the address says, else as their names and cells let one guess.
import { useMemo } from "react";
import { Columns, join } from "../../../lib/join";
import { inputOf, lessIsBetter, outputOf, promptOf, scoresOf, truthOf, union } from "../../../lib/roles";
import type { Compared, Tables } from "./types";

interface Chosen {
  on?: string;
  answer?: string;
  score?: string;
  less?: string;
}

/** Nothing while the tables have no column in common. */
export function useComparison(runs: Compared[], chosen: Chosen): Tables | undefined {
  const tables = runs.filter(({ path, failed }) => path !== undefined && !failed).map(({ table }) => table);
  // Queries keep an answer's identity, so the list of answers says when there is something new.
  return useMemo(() => {
    const input = chosen.on || inputOf(tables);
    if (input === undefined || tables.every(({ columns }) => !columns.includes(input))) return undefined;
    const output = chosen.answer || outputOf(tables, input);
    const truth = truthOf(tables, [input, output]);
    const scores = scoresOf(tables, [input, output, truth]);
    const all = runs.map(({ table }) => table);
    const columns = new Columns(all, input, output);
    const entries = join(all, input);
    // One in which nothing differs decides nothing.
    const differing = scores.filter((name) => entries.some((entry) => all.some((_, run) => columns.differs(entry, run, name))));
    const usual = [differing, scores].flatMap((some) => [...some.filter((name) => !lessIsBetter(name)), ...some])[0];
    const score = chosen.score && union(tables).includes(chosen.score) ? chosen.score : usual;
    const less = chosen.less ? chosen.less === "1" : score !== undefined && lessIsBetter(score);
    return {
      meaning: { input, output, truth, prompt: promptOf(tables, [input, output, truth]), scores, score, less },
      columns,
      entries,
    };
  }, [...runs.flatMap(({ id, table, failed }) => [id, table.rows, failed]), chosen.on, chosen.answer, chosen.score, chosen.less, runs.length]);
}
