// What may be sent to a browser, after the architecture map (components/README.md, budgets). Bytes are brotli.

/**
 * @typedef {{ path: string, raw: number, gzip: number, brotli: number }} Artefact
 * @typedef {{ name: string, what: string, must: number, aim: number, holds: (path: string) => boolean }} Budget
 */

const PACKAGE = "components/elements/dist/";
const LOADER = `${PACKAGE}index.js`;
const MORE = `${PACKAGE}more.js`;

/** @type {Budget[]} */
export const BUDGETS = [
  {
    name: "loader",
    what: "on the host page before anybody clicks",
    must: 2 * 1024,
    aim: 1024,
    holds: (path) => path === LOADER,
  },
  {
    name: "chat",
    what: "from the click to a usable composer",
    must: 110_000,
    aim: 77_000,
    holds: (path) => path.startsWith(PACKAGE) && path !== LOADER && path !== MORE,
  },
  {
    name: "more",
    what: "once the composer can be used: menu, sound, first questions",
    must: 6_000,
    aim: 4_000,
    holds: (path) => path === MORE,
  },
];

/**
 * Sums the artefacts of every budget. A budget that holds no artefact is an error: it would never fail.
 * @param {Artefact[]} artefacts
 * @param {Budget[]} budgets
 */
export function judge(artefacts, budgets = BUDGETS) {
  return budgets.map(({ name, what, must, aim, holds }) => {
    const members = artefacts.filter(({ path }) => holds(path));
    if (members.length === 0) throw new Error(`nothing built belongs to the budget "${name}"`);
    const sum = (/** @type {"raw" | "gzip" | "brotli"} */ key) => members.reduce((n, file) => n + file[key], 0);
    const brotli = sum("brotli");
    return { name, what, raw: sum("raw"), gzip: sum("gzip"), brotli, must, aim, within: brotli <= must };
  });
}
