// Journeys are tests with a browser, a server and a built interface: slow, and one after the other.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["journeys/**/*.journey.ts"], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
});
