// A program that logs with Runlore's Python package into a database, without a server: a point for each line that it is given.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PYTHON, env } from "./stock";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const NATIVE = process.env.RUNLORE_NATIVE ?? here("../../target/debug/lib_native.so");

const PROGRAM = `
import sys, runlore
runlore.set_tracking_uri(sys.argv[1])
runlore.set_experiment(sys.argv[2])
with runlore.start_run(run_name="embedded") as run:
    print(run.info.run_id, flush=True)
    for step, line in enumerate(sys.stdin):
        runlore.log_metric("loss", float(line), step=step)
`;

export interface Embedded {
  run: string;
  log: (value: number) => void;
  /** Ends the run, and the program. */
  end: () => Promise<void>;
}

export async function embedded(database: string, experiment: string): Promise<Embedded> {
  const site = mkdtempSync(join(tmpdir(), "runlore-site-"));
  cpSync(here("../../python/runlore"), join(site, "runlore"), { recursive: true });
  symlinkSync(NATIVE, join(site, "runlore", "_native.abi3.so"));
  const child = spawn(PYTHON, ["-c", PROGRAM, `sqlite:///${database}`, experiment], { env: { ...env, PYTHONPATH: site }, stdio: ["pipe", "pipe", "pipe"] });
  const gone = new Promise<void>((done) => child.once("exit", () => done())).then(() => rmSync(site, { recursive: true, force: true }));
  const end = () => {
    child.stdin.end();
    return gone;
  };
  try {
    return { run: await firstLine(child), log: (value) => void child.stdin.write(`${value}\n`), end };
  } catch (error) {
    child.kill("SIGKILL");
    await gone;
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    let wrong = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")).trim());
    });
    child.stderr?.on("data", (chunk: Buffer) => (wrong += chunk));
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The program ended: ${wrong}`)));
  });
}
