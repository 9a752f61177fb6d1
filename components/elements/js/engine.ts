// The WebAssembly module: one instance serves all elements of a page, until it traps.
import instantiate, { type Engine } from "kefu:engine";

/** Takes the place of a dead instance's exports, at any depth: whatever still calls into it gets nowhere. */
const nowhere: object = new Proxy(() => [], { get: () => nowhere });

let engine: Promise<Engine> | undefined;
let bury: (() => void) | undefined;
/** Where our frames come from: the module and, for browsers that hide its address, the glue that called it. */
let addresses: string[] = [];

/** Told when the module has stopped. A panic in it is a trap, which ends every view of the module. */
export const live = new Set<(error: unknown) => void>();

/** The running instance, or a fresh one. */
export function load(url: string): Promise<Engine> {
  return (engine ??= start(url).catch((error) => {
    engine = undefined;
    throw error;
  }));
}

async function start(url: string) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const fresh = instantiate();
  // Compiling while it arrives is for servers that know the type.
  const { instance } =
    response.headers.get("content-type") === "application/wasm"
      ? await WebAssembly.instantiateStreaming(response, fresh.imports())
      : await WebAssembly.instantiate(await response.arrayBuffer(), fresh.imports());
  fresh.start(instance);
  addresses = [response.url, import.meta.url];
  bury = () => fresh.replace(nowhere);
  return fresh;
}

/** Whether the innermost address an error carries is ours. Without a stack nobody can tell. */
function isOurs(error: unknown) {
  if (!(error instanceof WebAssembly.RuntimeError)) return false;
  const innermost = /(https?|blob|data|file|[\w-]+-extension):[^\s)]+/.exec(error.stack ?? "")?.[0];
  return !!innermost && addresses.some((address) => innermost.startsWith(address));
}

/** Ends the instance if this is how it trapped. */
export function examine(error: unknown) {
  if (!bury || !isOurs(error)) return;
  bury();
  bury = engine = undefined;
  for (const fail of [...live]) fail(error);
}

addEventListener("error", (event) => examine(event.error));
addEventListener("unhandledrejection", (event) => examine(event.reason));
