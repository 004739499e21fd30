// A real Runlore on a database of its own, gone when the journey is over.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Server {
  url: string;
  /** Where it keeps artifacts. */
  artifacts: string;
  stop: () => Promise<void>;
}

const BUILT = fileURLToPath(new URL("../../target/debug/runlore", import.meta.url));

export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "runlore-journey-"));
  const artifacts = join(folder, "artifacts");
  const args = ["server", "--port", "0", "--backend-store-uri", `sqlite:///${join(folder, "runs.db")}`];
  const child = spawn(process.env.RUNLORE_BIN ?? BUILT, [...args, "--artifacts-destination", artifacts]);
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await new Promise((done) => child.once("exit", done));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await said(child), artifacts, stop };
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
