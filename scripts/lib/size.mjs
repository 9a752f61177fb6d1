// size.mjs [--check] [--json]: measures what was built; see scripts/size.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { judge } from "./budgets.mjs";
import { brotli, gzip } from "./encodings.mjs";

const FOLDERS = ["components/elements/dist", "dist"];
/** What a browser downloads while the page works; not type declarations, source maps or compressed twins. */
const SHIPPED = /\.(js|mjs|css|wasm|html|svg|webmanifest)$/;

async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  // Trunk keeps a hidden working folder in its output.
  const nested = entries.filter(({ name }) => !name.startsWith(".")).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : SHIPPED.test(path) ? [path] : [];
  });
  return (await Promise.all(nested)).flat().sort();
}

async function measure(path) {
  const bytes = await readFile(path);
  // Small files may be sent as they are.
  const smallest = (encoded) => Math.min(bytes.length, encoded.length);
  return { path, raw: bytes.length, gzip: smallest(gzip(bytes)), brotli: smallest(brotli(bytes)) };
}

const count = (n) => n.toLocaleString("en-US");

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

function report(artefacts, budgets) {
  const files = artefacts.map((file) => [file.path, count(file.raw), count(file.gzip), count(file.brotli)]);
  const sums = budgets.map((budget) => [
    budget.name, count(budget.raw), count(budget.gzip), count(budget.brotli), count(budget.must), count(budget.aim),
    budget.within ? "within" : "ABOVE",
  ]);
  return [
    table([["file", "raw", "gzip", "brotli"], ...files]),
    "",
    table([["budget", "raw", "gzip", "brotli", "must", "aim", ""], ...sums]),
  ].join("\n");
}

async function main(options) {
  let artefacts;
  try {
    artefacts = (await Promise.all(FOLDERS.map(filesIn))).flat();
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${error.path} does not exist; run scripts/build first`);
  }
  const files = await Promise.all(artefacts.map(measure));
  const budgets = judge(files);
  console.log(options.has("--json") ? JSON.stringify({ files, budgets }, null, 2) : report(files, budgets));
  const above = budgets.filter(({ within }) => !within);
  if (options.has("--check") && above.length > 0) {
    throw new Error(above.map(({ name, brotli, must }) => `${name} is ${count(brotli - must)} bytes above its budget`).join("; "));
  }
}

main(new Set(process.argv.slice(2))).catch((error) => {
  console.error(`size: ${error.message}`);
  process.exitCode = 1;
});
