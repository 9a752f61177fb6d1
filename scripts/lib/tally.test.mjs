import assert from "node:assert/strict";
import { test } from "node:test";
import { tally } from "./tally.mjs";

test("sums the summaries of every runner", () => {
  const log = [
    "running 3 tests",
    "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
    "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.10s",
    "# pass 4",
    "# fail 1",
    "\u001b[31m  1 failed\u001b[39m",
    "    [chromium] › journey.spec.ts:3:1 › a test that has 7 passed (in its name)",
    "  2 did not run",
    "  12 passed (8.1s)",
    "check.py::test_answers[7 passed in 1s]",
    "=================== 3 failed, 30 passed, 1 warning, 2 errors in 67.34s (0:01:07) ===================",
    "=============================== 1 passed in 0.10s ===============================",
    "=============================== 1 error in 0.10s ===============================",
  ].join("\n");
  assert.deepEqual(tally(log), { passed: 55, failed: 12 });
});

test("counts nothing where no test ran", () => {
  assert.deepEqual(tally("Finished `test` profile\n12 passed long ago\n"), { passed: 0, failed: 0 });
});
