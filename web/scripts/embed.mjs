// Puts the built interface where the server's crate embeds it from, so that cargo and pip need no Node: each file as
// browsers get it (gzip), and beside them what they were built from, for the test that finds them stale.
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, crc32, gzipSync } from "node:zlib";

const web = fileURLToPath(new URL("..", import.meta.url));
const crate = join(web, "../crates/server");
const ui = join(crate, "ui");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};
/** What the built files depend on. */
const BUILT_FROM = ["index.html", "package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"];

rmSync(ui, { recursive: true, force: true });
mkdirSync(ui, { recursive: true });
cpSync(join(web, "dist"), ui, { recursive: true });
// Everything but the page itself has a name that changes with what is in it.
renameSync(join(ui, "licenses.txt"), join(ui, "assets", `licenses-${crc(join(ui, "licenses.txt"))}.txt`));
const assets = readdirSync(join(ui, "assets")).sort();

const zipped = new Map(assets.map((name) => [name, zip(readFileSync(join(ui, "assets", name)))]));
for (const [name, bytes] of zipped) {
  writeFileSync(join(ui, "assets", `${name}.gz`), bytes);
  rmSync(join(ui, "assets", name));
}
writeFileSync(join(crate, "src/ui/files.rs"), table(assets));
writeFileSync(join(ui, "sources.txt"), sources().map((file) => `${crc(join(web, file))} ${file}\n`).join(""));
report();

function zip(bytes) {
  const packed = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  // The byte that names the system would differ between machines.
  packed[9] = 255;
  return packed;
}

function table(names) {
  const rows = names.map((name) => {
    const type = TYPES[extname(name)];
    if (!type) throw new Error(`${name}: this kind of file has no content type yet (scripts/embed.mjs)`);
    const path = `../../ui/assets/${name}`;
    return `    File {
        name: "${name}",
        content_type: "${type}",
        gzip: include_bytes!("${path}.gz"),
    },
`;
  });
  return `//! The built files of the interface. Written by \`make web-build\`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
${rows.join("")}];
`;
}

function sources() {
  const below = readdirSync(join(web, "src"), { recursive: true, withFileTypes: true });
  const files = below.filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"));
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(web.length));
  return [...BUILT_FROM, ...paths].sort();
}

function crc(file) {
  return crc32(readFileSync(file)).toString(16).padStart(8, "0");
}

/** The first load is what index.html names and the page that it opens on, which is in the first script. */
function report() {
  const index = readFileSync(join(ui, "index.html"));
  const first = assets.filter((name) => index.includes(name));
  const size = (names) => names.reduce((bytes, name) => bytes + zipped.get(name).length, 0);
  const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(`first load ${kb(zip(index).length + size(first))} compressed, everything ${kb(size(assets))}`);
  if (size(first) > 250_000) throw new Error("The first load is over 250 kB.");
}
