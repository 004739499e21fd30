// The released MLflow, from the virtual environment that the Python tests have; the programs say what they write.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const PYTHON = process.env.RUNLORE_PYTHON ?? fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Settings of whoever runs the journeys would lead the client elsewhere. */
export const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MLFLOW|RUNLORE)_/.test(name)));

/** The last line that the program prints. */
async function lastLine(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(PYTHON, words, { env });
  return stdout.trim().split("\n").at(-1) ?? "";
}

export const stock = (what: "store" | "log", where: string) => lastLine(program("stock.py"), what, where);

/** A program as somebody pastes it. */
export const pasted = (code: string) => lastLine("-c", code);

/** Runs by what is in them. */
export interface HostileRuns {
  texts: string;
  nothing: string[];
  wide: string;
  large: string;
}

export async function stockHostile(where: string, folder: string, name: string): Promise<HostileRuns> {
  return JSON.parse(await lastLine(program("stock_hostile.py"), where, folder, name)) as HostileRuns;
}

/** A program that logs until it is killed. */
export function stockLive(where: string): ChildProcess {
  return spawn(PYTHON, [program("stock.py"), "live", where], { env, stdio: "ignore" });
}
