// The prompts of runs, wherever they keep them: params, tags, text files, the messages of logged models.
import { useQueries } from "@tanstack/react-query";
import { fileHead } from "../../../api/artifacts";
import { fileList } from "../../../api/fileList";
import { modelText } from "../../../api/models";
import { run as runQuery } from "../../../api/queries";
import type { WholeRun } from "../../../api/types";
import { baseName } from "../../../lib/files";
import { promptFiles, promptOfModel, promptsOf } from "../../../lib/prompts";

/** The file in which the flavors of chat models say what they ask. */
const MODEL = "model.yaml";
/** More models of one run are steps of one. */
const MODELS = 5;

interface Source {
  side: number;
  name: string;
}

export function usePrompts(pair: [string, string]) {
  const runs = useQueries({ queries: pair.map((id) => runQuery(id)) });
  const lists = useQueries({ queries: pair.map((id) => fileList(id)) });
  const inFiles = pair.flatMap((id, side) => {
    const files = lists[side]?.data?.files ?? [];
    const models = files.filter(({ path }) => baseName(path) === MODEL).slice(0, MODELS);
    return [...promptFiles(files), ...models.map(({ path }) => path)].map((path) => ({ id, side, name: path }));
  });
  const inModels = pair.flatMap((_, side) => {
    const made = (runs[side]?.data as WholeRun | undefined)?.outputs?.model_outputs ?? [];
    return made.slice(-MODELS).map(({ model_id }, index) => ({ model: model_id, side, name: index === 0 ? "logged model" : `logged model ${index + 1}` }));
  });
  const files = useQueries({ queries: inFiles.map(({ id, name }) => fileHead(id, name)) });
  const models = useQueries({ queries: inModels.map(({ model }) => modelText(model, MODEL)) });
  const said = (source: Source, text: string) => (baseName(source.name) === MODEL || source.name.startsWith("logged model") ? promptOfModel(text) : text);
  const prompts = pair.map((_, side) => {
    const run = runs[side]?.data;
    if (!run) return undefined;
    const found = promptsOf(run);
    const add = (source: Source, text: string | undefined) => {
      const prompt = source.side === side && text ? said(source, text) : undefined;
      if (prompt) found.set(source.name, prompt);
    };
    inFiles.forEach((source, index) => add(source, files[index]?.data?.text));
    inModels.forEach((source, index) => add(source, models[index]?.data));
    return found;
  });
  const all = [...runs, ...lists, ...files, ...models];
  return { prompts, loading: all.some((query) => query.isPending), failed: all.find((query) => query.isError && !query.data) };
}
