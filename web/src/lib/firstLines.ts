// Lines of Python that log what an empty page would show, with any MLflow client: into runs that there are, or into new ones.

type Value = string | number;

/** A table for each of two answers. */
export const FIRST_ANSWERS = ["4", "It is 4."];
export const FIRST_TABLE = ['rows = {"question": ["2 + 2?"], "answer": [answer], "score": [9 - len(answer)]}', 'mlflow.log_table(rows, "answers.json")'];

/** What is written like this is a literal of Python, too. */
const literal = (value: Value | undefined) => JSON.stringify(value);
const list = (values: Value[]) => `[${values.map(literal).join(", ")}]`;
const within = (head: string, lines: string[]) => [head, ...lines.map((line) => `    ${line}`)];

export function inRun(run: string, lines: string[]): string {
  return within(`with mlflow.start_run(run_id=${literal(run)}):`, lines).join("\n");
}

/** In the first runs, in each with another value under this name. */
export function inEach(runs: string[], name: string, values: Value[], lines: string[]): string {
  const loop = within(`for run, ${name} in zip(runs, ${list(values)}):`, within("with mlflow.start_run(run_id=run):", lines));
  return [`runs = ${list(runs.slice(0, values.length))}`, ...loop].join("\n");
}

/** In a new run of the experiment for each value under this name. */
export function inNew(experiment: string | undefined, name: string, values: Value[], lines: string[]): string {
  return within(`for ${name} in ${list(values)}:`, within(`with mlflow.start_run(experiment_id=${literal(experiment)}):`, lines)).join("\n");
}
