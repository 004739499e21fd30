// Runs to look at: three prompts over two models, and one experiment whose every text is hostile.

type Answer = { experiment_id?: string; run?: { info: { run_id: string } } };

export interface Filled {
  experiment: string;
  hostile: string;
  hostileRun: string;
}

export const HOSTILE = `<img src=x onerror=alert(1)>"'`;
const PROMPTS: [string, string][] = [
  ["terse", "Answer briefly: {question}"],
  ["agent", "You are a support agent. Answer in two sentences: {question}"],
  ["steps", "Think step by step, then answer the customer politely and completely: {question}"],
];
const RUNS = 250;

export async function fill(url: string): Promise<Filled> {
  const ask = async (path: string, body: object): Promise<Answer> => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/2.0/mlflow/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const makeExperiment = async (name: string, tags: object[] = []) =>
    (await ask("experiments/create", { name, tags })).experiment_id ?? "";
  const makeRun = async (body: object) => (await ask("runs/create", body)).run?.info.run_id ?? "";

  const experiment = await makeExperiment("support answers", [{ key: "team", value: "support" }]);
  const now = Date.now();
  for (let index = 0; index < RUNS; index += 1) {
    const [name, prompt] = PROMPTS[index % PROMPTS.length] ?? ["", ""];
    const start_time = now - Math.floor((RUNS - index) ** 1.8 * 40_000);
    const run_id = await makeRun({ experiment_id: experiment, run_name: `${name}-v${index}`, start_time, user_id: ["ana", "li", "tom"][index % 3] });
    const metric = (key: string, value: number | string, step = 0) => ({ key, value, step, timestamp: start_time });
    await ask("runs/log-batch", {
      run_id,
      metrics: [
        metric("score", index % 50 === 7 ? "NaN" : (index * 37 % 1000) / 1000),
        metric("latency", 0.4 + (index * 13 % 100) / 31),
        metric("exact_match/v1", (index * 7 % 100) / 100),
      ],
      params: [
        { key: "model", value: index % 4 ? "gpt-4o-mini" : "llama-3-8b" },
        { key: "prompt_template", value: prompt },
        { key: "temperature", value: String((index % 3) / 10) },
      ],
      tags: index % 5 ? [] : [{ key: "reviewed", value: "yes" }],
    });
    const status = index % 19 === 3 ? "FAILED" : index % 23 === 5 ? "KILLED" : "FINISHED";
    if (index < RUNS - 2) await ask("runs/update", { run_id, status, end_time: start_time + 2_000 + (index * 7919) % 900_000 });
  }

  const hostile = await makeExperiment(`hostile ${HOSTILE}`);
  const hostileRun = await makeRun({ experiment_id: hostile, run_name: HOSTILE, start_time: now });
  await ask("runs/log-batch", {
    run_id: hostileRun,
    metrics: [
      { key: "a/b c", value: "NaN", step: 0, timestamp: now },
      { key: "big", value: 1, step: "9007199254740993", timestamp: now },
    ],
    params: [{ key: "script", value: "<script>alert(1)</script>" }, { key: "id", value: "9007199254740993123" }],
    tags: [{ key: "mlflow.note.content", value: `# Note\n${HOSTILE}\n[link](javascript:alert(1))` }],
  });
  return { experiment, hostile, hostileRun };
}
