// compress.mjs DIRECTORY: writes FILE.br and FILE.gz beside every file that gains by it, for the server to send.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { extname, join } from "node:path";
import { brotli, gzip } from "./encodings.mjs";

const TEXTUAL = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"]);
/** Below this an encoding saves less than its own header costs. */
const SMALLEST = 200;

const root = process.env.KEFU_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kefu");
const cache = join(root, "compressed");

/** Brotli at full strength takes seconds for a bundle, so results are kept by content. */
async function encode(bytes, encoding, suffix, target) {
  const kept = join(cache, createHash("sha256").update(bytes).digest("hex") + suffix);
  try {
    await copyFile(kept, target);
  } catch {
    await writeFile(`${kept}.${process.pid}`, encoding(bytes));
    await rename(`${kept}.${process.pid}`, kept);
    await copyFile(kept, target);
  }
}

async function compress(directory) {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.name.startsWith(".")) continue; // not served
    if (entry.isDirectory()) {
      await compress(path);
    } else if (TEXTUAL.has(extname(path))) {
      const bytes = await readFile(path);
      await rm(`${path}.br`, { force: true });
      await rm(`${path}.gz`, { force: true });
      if (bytes.length < SMALLEST) continue;
      await encode(bytes, brotli, ".br", `${path}.br`);
      await encode(bytes, gzip, ".gz", `${path}.gz`);
    }
  }
}

await mkdir(cache, { recursive: true });
for (const directory of process.argv.slice(2)) await compress(directory);
