// The released MLflow, from the virtual environment that the Python tests have; stock.py says what it writes.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PYTHON = process.env.RUNLORE_PYTHON ?? fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
const PROGRAM = fileURLToPath(new URL("stock.py", import.meta.url));

/** Settings of whoever runs the journeys would lead the client elsewhere. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MLFLOW|RUNLORE)_/.test(name)));

/** The last line that the program prints. */
export async function stock(what: "store" | "log", where: string): Promise<string> {
  const { stdout } = await promisify(execFile)(PYTHON, [PROGRAM, what, where], { env });
  return stdout.trim().split("\n").at(-1) ?? "";
}

/** A program that logs until it is killed. */
export function stockLive(where: string): ChildProcess {
  return spawn(PYTHON, [PROGRAM, "live", where], { env, stdio: "ignore" });
}
