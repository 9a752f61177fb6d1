// Counts the tests of every runner from what the runners print.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** One pattern per summary line of a runner; group 1 is the number. */
const PASSED = [
  /^test result: .*?\b(\d+) passed/, // cargo, wasm-bindgen-test-runner
  /^# pass (\d+)$/, // node --test
  /^ {2}(\d+) passed \(/, // Playwright
  /^=+ .*?\b(\d+) passed\b.* in [\d.]+s/, // pytest
];
const FAILED = [
  /^test result: .*?\b(\d+) failed/,
  /^# fail (\d+)$/,
  /^ {2}(\d+) (?:failed|flaky|did not run)$/,
  /^=+ (\d+) failed\b.* in [\d.]+s/,
  /^=+ .*?\b(\d+) errors?\b.* in [\d.]+s/,
];

const COLOURS = /\u001b\[[0-9;]*m/g;

/** @param {string} log */
export function tally(log) {
  const count = { passed: 0, failed: 0 };
  for (const line of log.replace(COLOURS, "").split("\n")) {
    for (const pattern of PASSED) count.passed += Number(pattern.exec(line)?.[1] ?? 0);
    for (const pattern of FAILED) count.failed += Number(pattern.exec(line)?.[1] ?? 0);
  }
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const counts = await Promise.all(process.argv.slice(2).map(async (path) => tally(await readFile(path, "utf8"))));
  console.log(counts.reduce((n, { passed }) => n + passed, 0), counts.reduce((n, { failed }) => n + failed, 0));
}
