// A real Runlore on a database of its own, gone when the journey is over.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Server {
  /** As clients are told it, with the prefix. */
  url: string;
  /** Where it keeps artifacts. */
  artifacts: string;
  /** Its SQLite file. */
  database: string;
  /** Ends it and, a moment later, starts it again at the same address. */
  restart: (away: () => Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
}

export const BUILT = fileURLToPath(new URL("../../target/debug/runlore", import.meta.url));

interface Settings {
  /** Put before every path, as `/name`. */
  prefix?: string;
  /** Makes the database before the server opens it. */
  prepare?: (database: string) => Promise<unknown>;
}

export async function startServer({ prefix = "", prepare }: Settings = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "runlore-journey-"));
  const artifacts = join(folder, "artifacts");
  const database = join(folder, "runs.db");
  const start = (port: string) => {
    const args = ["server", "--port", port, "--backend-store-uri", `sqlite:///${database}`, "--artifacts-destination", artifacts];
    return spawn(process.env.RUNLORE_BIN ?? BUILT, prefix ? [...args, "--static-prefix", prefix] : args);
  };
  let child: ChildProcess | undefined;
  const end = async () => {
    child?.kill("SIGTERM");
    if (child?.exitCode === null) await new Promise((done) => child?.once("exit", done));
  };
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await prepare?.(database);
    child = start("0");
    const url = await said(child);
    const restart = async (away: () => Promise<void>) => {
      await end();
      await away();
      child = start(new URL(url).port);
      await said(child);
    };
    return { url: url + prefix, artifacts, database, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the server prints once it listens. */
function said(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk;
      const url = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
      if (url) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The server ended: ${text}`)));
  });
}
