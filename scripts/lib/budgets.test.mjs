import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDGETS, judge } from "./budgets.mjs";

const file = (path, brotli) => ({ path, raw: brotli * 3, gzip: brotli * 2, brotli });
const loader = (brotli) => file("components/elements/dist/index.js", brotli);
const more = (brotli) => file("components/elements/dist/more.js", brotli);
const wasm = (brotli) => file("components/elements/dist/kefu_elements_bg.wasm", brotli);

test("a budget is kept to the byte", () => {
  const [exact, chat] = judge([loader(2048), wasm(110_000), more(1)]);
  assert.equal(exact.within, true);
  assert.equal(chat.within, true);
  assert.equal(judge([loader(2049), wasm(1), more(1)])[0].within, false);
  assert.equal(judge([loader(1), wasm(110_001), more(1)])[1].within, false);
});

test("everything of the package but the loader and what comes last counts as chat, the site does not", () => {
  const files = [loader(1), wasm(10), file("components/elements/dist/chat.js", 5), more(7), file("dist/app.js", 900)];
  const [, chat, last] = judge(files);
  assert.deepEqual([chat.brotli, chat.gzip, chat.raw], [15, 30, 45]);
  assert.equal(last.brotli, 7);
});

test("a budget that measures nothing is an error", () => {
  assert.throws(() => judge([loader(1), more(1)], BUDGETS), /"chat"/);
});
