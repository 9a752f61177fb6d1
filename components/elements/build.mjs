// Bundles the element classes with the glue that wasm-bindgen wrote into dist/.glue.
//
//   node build.mjs [--dev]      --dev leaves the WebAssembly as the compiler made it
//
//   dist/index.js               the loader: all that a host page pays before anybody clicks
//   dist/chat.js                the chat's styles and glue, loaded at the first interaction
//   dist/kefu_elements_bg.wasm  the chat itself
//   dist/more.js                what is around it, loaded once it can be used: menu, sound, first questions
import { build, transform } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFile, readFile, writeFile } from "node:fs/promises";

const GLUE = "dist/.glue";
const WASM = "kefu_elements_bg.wasm";
const WIDGETS = "../widgets/src/";
const STYLES = {
  styles: [`${WIDGETS}kit/tokens.css`, `${WIDGETS}kit/kit.css`, `${WIDGETS}chat_panel/style.css`, "js/element.css"],
  "more-styles": ["js/more.css"],
};

/** What the compiler emits for today's browsers; said aloud because the module does not carry the list. */
const FEATURES = [
  "bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types",
  "multivalue",
].map((feature) => `--enable-${feature}`);

/**
 * Taking control flow apart and putting it together again finds what the compiler's own order of passes has missed.
 * The compiler puts nothing, not even the stack's last bytes, into the first kilobyte of memory.
 */
const PASSES = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];

const minifyCss = async (css) => (await transform(css, { loader: "css", minify: true })).code.trim();

/** The glue as it was rewritten, "kefu:engine", and style sheets as one minified text each, "kefu:styles" and others. */
const sources = {
  name: "sources",
  setup(build) {
    build.onResolve({ filter: /^kefu:/ }, ({ path }) => ({ path, namespace: "kefu" }));
    build.onLoad({ filter: /engine/, namespace: "kefu" }, () => ({ contents: asFactory(glue), loader: "js" }));
    build.onLoad({ filter: /styles/, namespace: "kefu" }, async ({ path }) => {
      const names = STYLES[path.slice("kefu:".length)];
      const sheets = names.map((name) => readFile(new URL(name, import.meta.url), "utf8"));
      // esbuild keeps the values of custom properties as they are written.
      const css = (await minifyCss((await Promise.all(sheets)).join("\n"))).replace(/(--k-[\w-]+): /g, "$1:");
      return { contents: css, loader: "text" };
    });
  },
};

const binaryen = (tool, ...args) => execFileSync(tool, [...FEATURES, ...args], { encoding: "utf8" });

/**
 * The glue keeps its one instance in variables of a module. Inside a function there can be another one after the
 * first has trapped. Its ways of fetching the WebAssembly are left out; js/engine.ts has the one that is needed.
 */
const asFactory = (glue) => `export default function instantiate() {
  ${glue.slice(0, glue.indexOf("async function __wbg_load(")).replace(/^export (?=class|function)/gm, "")}
  return {
    imports: __wbg_get_imports,
    start: __wbg_finalize_init,
    replace: (exports) => void (wasm = exports),
    Chat,
    wipe,
  };
}`;

/** Takes out exports that the glue never calls, with everything only they need. */
async function prune(from, to, glue) {
  const module = new WebAssembly.Module(await readFile(from));
  const used = WebAssembly.Module.exports(module).map(({ name }) => name).filter((name) => glue.includes(name));
  const graph = [{ name: "glue", root: true, reaches: used }, ...used.map((name) => ({ name, export: name }))];
  await writeFile(`${GLUE}/graph.json`, JSON.stringify(graph));
  binaryen("wasm-metadce", from, "--graph-file", `${GLUE}/graph.json`, "-o", to);
}

/** Gives imports and exports short names; they carry hashes, which do not compress. Returns the renamed glue. */
function shorten(from, to, glue) {
  const names = JSON.parse(binaryen("wasm-opt", "--minify-imports-and-exports-and-modules", from, "-o", to));
  const imports = new Map(names.imports.map(([, name, short]) => [name, short]));
  const exports = new Map(names.exports.map(([name, short]) => [name, short]));
  const [module] = names.imports[0];
  return glue
    .replace(/^(\s+)(\w+)(: function\()/gm, (all, space, name, rest) => `${space}${imports.get(name) ?? name}${rest}`)
    .replace(/\bwasm\.(\w+)/g, (all, name) => `wasm.${exports.get(name) ?? name}`)
    .replace(JSON.stringify(module), '"a"');
}

/** The smallest module that does the same; returns the glue that goes with it. */
async function optimise(glue) {
  const [pruned, optimised] = [`${GLUE}/pruned.wasm`, `${GLUE}/optimised.wasm`];
  await prune(`${GLUE}/${WASM}`, pruned, glue);
  binaryen("wasm-opt", ...PASSES, pruned, "-o", optimised);
  return shorten(optimised, `dist/${WASM}`, glue);
}

const dev = process.argv.includes("--dev");
const written = await readFile(`${GLUE}/kefu_elements.js`, "utf8");
if (dev) await copyFile(`${GLUE}/${WASM}`, `dist/${WASM}`);
const glue = dev ? written : await optimise(written);

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  logLevel: "warning",
  plugins: [sources],
};
await build({ ...common, entryPoints: ["js/index.ts"], outfile: "dist/index.js", external: ["./chat.js"] });
await build({ ...common, entryPoints: ["js/chat.ts"], outfile: "dist/chat.js", external: ["./more.js"] });
await build({ ...common, entryPoints: ["js/more.ts"], outfile: "dist/more.js" });
