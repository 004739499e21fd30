// How the interface is built, and how it is run beside a server while it is worked on.
import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where `npm run dev` and `npm run preview` find a running Runlore.
const server = process.env.RUNLORE_URL ?? "http://127.0.0.1:5000";
const proxy = Object.fromEntries(["/api", "/ajax-api", "/get-artifact"].map((path) => [path, server]));

// The server sends the same policy, so the journeys meet it too. In development React needs more than it allows.
const policy = readFileSync(new URL("../crates/server/src/ui/policy.txt", import.meta.url), "utf8").trim();

export default defineConfig({
  plugins: [react()],
  // Everything is relative to the <base> of index.html, which the server sets to its prefix.
  base: "./",
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    // The text is small, and a hash in each name is what lets browsers keep the files for ever.
    assetsInlineLimit: 0,
    // What the licences of the libraries ask for: their words go where their code goes.
    license: { fileName: "licenses.txt" },
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy, headers: { "content-security-policy": policy } },
  test: { include: ["src/**/*.test.ts"] },
});
