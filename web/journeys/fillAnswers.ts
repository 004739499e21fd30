// Two prompts (and a third) over the same 500 questions, written as MLflow's client writes tables: the whole file and a tag.

export interface Answers {
  experiment: string;
  runs: string[];
  /** The questions whose answers got worse with the second prompt. */
  worse: string[];
}

const TOPICS = ["a parcel that is late", "a wrong invoice", "a lost password", "an address that changed", "a broken charger"];
const QUESTIONS = 500;
/** Every fiftieth answer got worse. */
const isWorse = (index: number) => index % 50 === 17;

const PROMPTS: [string, string][] = [
  ["terse-v2", "Answer briefly: {question}"],
  ["terse-v3", "You are a support agent. Answer briefly and say what happens next: {question}"],
  ["verbose", "Answer the customer's question in full: {question}"],
];

export async function fillAnswers(url: string, name: string): Promise<Answers> {
  const ask = asking(url);
  const experiment = (await ask("experiments/create", { name })).experiment_id ?? "";
  const runs: string[] = [];
  for (const [variant, [run_name, template]] of PROMPTS.entries()) {
    const made = (await ask("runs/create", { experiment_id: experiment, run_name, start_time: Date.now() - (3 - variant) * 60_000 })).run;
    const run_id = made?.info.run_id ?? "";
    runs.push(run_id);
    const rows = Array.from({ length: QUESTIONS }, (_, index) => row(index, variant));
    await logTable(url, made?.info, "answers.json", COLUMNS, rows);
    await ask("runs/log-batch", {
      run_id,
      params: [{ key: "prompt_template", value: template }, { key: "model", value: "small" }],
      metrics: [{ key: "correctness", value: rows.reduce((sum, cells) => sum + Number(cells[3]), 0) / QUESTIONS, step: 0, timestamp: Date.now() }],
    });
    await ask("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
  }
  return { experiment, runs, worse: Array.from({ length: QUESTIONS }, (_, index) => index).filter(isWorse).map(question) };
}

export interface Info {
  run_id: string;
  artifact_uri: string;
}

export function asking(url: string) {
  return async (path: string, body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/2.0/mlflow/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as { experiment_id?: string; run?: { info: Info } };
  };
}

/** As MLflow's client does it: the file, then the tag that lists it. */
async function logTable(url: string, info: Info | undefined, name: string, columns: string[], data: unknown[][]): Promise<void> {
  await put(`${folder(url, info)}/${name}`, JSON.stringify({ columns, data }));
  const value = JSON.stringify([{ path: name, type: "table" }]);
  await asking(url)("runs/set-tag", { run_id: info?.run_id, key: "mlflow.loggedArtifacts", value });
}

export function folder(url: string, info: Info | undefined): string {
  return `${url}/api/2.0/mlflow-artifacts/artifacts/${info?.artifact_uri.replace("mlflow-artifacts:/", "")}`;
}

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A run whose one table has a cell of every kind, hostile ones among them. Gives its id. */
export async function fillCells(url: string): Promise<string> {
  const ask = asking(url);
  const experiment_id = (await ask("experiments/create", { name: "cells" })).experiment_id;
  const info = (await ask("runs/create", { experiment_id, run_name: "cells", start_time: Date.now() })).run?.info;
  await put(`${folder(url, info)}/images/a.png`, Buffer.from(PIXEL, "base64"));
  const chat = [
    { role: "system", content: "Answer in **one** sentence." },
    { role: "user", content: "Are squirrels astronauts?" },
    { role: "assistant", content: "No.", tool_calls: [{ name: "look_up", arguments: { what: "<b>squirrels</b>" } }] },
  ];
  const markdown = `# Steps\n\n1. **Look** at \`case\`\n2. [Write](javascript:alert(1)) <img src=x onerror=alert(1)><script>alert(1)</script>\n\n\`\`\`py\nprint("hi")\n\`\`\``;
  const columns = ["chat", "markdown", "image", "json", "n", `it's "a\`b" <i>`, "long"];
  const image = { type: "image", filepath: "images/a.png" };
  await logTable(url, info, "cells.json", columns, [
    [chat, markdown, image, { a: [1, { b: null }] }, 1.23456789, "<script>alert(1)</script>", "word ".repeat(40_000)],
    [JSON.stringify(chat), "plain", null, [1, 2], null, null, ""],
  ]);
  return info?.run_id ?? "";
}

const COLUMNS = ["question", "answer", "truth", "correctness", "correctness/justification", "latency"];

function row(index: number, variant: number) {
  const topic = TOPICS[index % TOPICS.length] ?? "";
  const answer = [
    `We are sorry about ${topic}. We look into case ${index} today.`,
    isWorse(index) ? `Please ask again later.` : `We are sorry about ${topic}. We look into case ${index} today and write to you by tomorrow noon.`,
    `Thank you for your message about ${topic}.\n\n1. We look into case ${index}.\n2. We write to you.\n3. You tell us whether that helped.`,
  ][variant];
  const correctness = variant === 1 ? (isWorse(index) ? 1 : index % 3 ? 5 : 4) : variant === 2 ? 3 + (index % 3) : 4;
  const reason = correctness < 3 ? "The answer does not say what happens." : "The answer says what happens next.";
  return [question(index), answer, `Case ${index} is looked into.`, correctness, reason, 0.5 + ((index * 7 + variant * 13) % 40) / 20];
}

function question(index: number): string {
  return `Case ${index}: what happens with ${TOPICS[index % TOPICS.length]}?`;
}

export async function put(url: string, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(url, { method: "PUT", body });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
}
