// types.mjs [--check]: writes spec/contract.d.ts from spec/schema.json; see scripts/contract.
// With --check nothing in spec is written: fails when the file differs, and lays out the fixtures for tsc.
import { compile } from "json-schema-to-typescript";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

const at = (path) => new URL(path, import.meta.url);
const TYPES = at("spec/contract.d.ts");
const FIXTURES = at("spec/fixtures/");
const FIXTURES_TYPED = at("../../target/contract/fixtures.ts");

const BANNER = `// Every type of the Kefu contract v1. Written from schema.json by scripts/contract: change the Rust types instead.
//
// Enums are open: editors offer the values this version knows, and any other string is accepted as well.`;

/** A schema as the generator understands it best. */
function prepared(node) {
  if (Array.isArray(node)) return node.map(prepared);
  if (node === null || typeof node !== "object") return node;
  const known = node.anyOf?.[0]?.enum;
  if (known) {
    const { anyOf, ...rest } = node;
    return { ...rest, tsType: [...known.map((value) => JSON.stringify(value)), "(string & {})"].join(" | ") };
  }
  const { $ref, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prepared(value)]));
  if ($ref === undefined) return rest;
  // With words beside it, a reference would become a type of its own under another name.
  return Object.keys(rest).length === 0 ? { $ref } : { ...rest, allOf: [{ $ref }] };
}

async function types() {
  const { title, $defs } = prepared(JSON.parse(await readFile(at("spec/schema.json"), "utf8")));
  const written = await compile({ title, $defs }, title, {
    additionalProperties: false,
    unreachableDefinitions: true,
    bannerComment: BANNER,
    style: { printWidth: 120 },
  });
  return written
    .replace(/^export interface KefuContractV1 \{[^}]*\}\n/m, "")
    .replaceAll(/\n( \*\n)? \* This interface was referenced by .*\n \* via the `definition` .*/g, "")
    .replaceAll(/\/\*\*\n *\* (.{1,100})\n *\*\//g, "/** $1 */")
    .replaceAll(/\n(?=\/\*\*)/g, "\n\n")
    .replaceAll(/\n{3,}/g, "\n\n");
}

/** `open-case.exchange.json` is an example of OpenCase. */
function typeOf(fixture) {
  return fixture.split(".")[0].replaceAll(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase());
}

/** The fixtures as literals, in which tsc finds missing, wrong and unknown fields. */
async function fixtures() {
  const names = (await readdir(FIXTURES)).sort();
  const literals = names.map(async (name) => {
    const text = (await readFile(new URL(name, FIXTURES), "utf8")).trimEnd();
    return `// ${name}\nexport const ${name.replaceAll(/\W/g, "_")}: contract.${typeOf(name)} = ${text};\n`;
  });
  const begin = 'import type * as contract from "../../components/contract/spec/contract.d.ts";\n';
  return [begin, ...(await Promise.all(literals))].join("\n");
}

const text = await types();
if (process.argv.includes("--check")) {
  if ((await readFile(TYPES, "utf8")) !== text) {
    console.error("spec/contract.d.ts differs from spec/schema.json; run scripts/contract and review the diff");
    process.exit(1);
  }
  await mkdir(new URL(".", FIXTURES_TYPED), { recursive: true });
  await writeFile(FIXTURES_TYPED, await fixtures());
} else {
  await writeFile(TYPES, text);
}
