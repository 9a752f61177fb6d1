/** The widgets' style sheets, see build.mjs. */
declare module "kefu:styles" {
  const css: string;
  export default css;
}

/** Styles of what comes after the panel, see build.mjs. */
declare module "kefu:more-styles" {
  const css: string;
  export default css;
}

/** What wasm-bindgen wrote for `src/`, as a function that makes instances, see build.mjs. */
declare module "kefu:engine" {
  export interface Engine {
    imports(): WebAssembly.Imports;
    start(instance: WebAssembly.Instance): void;
    /** Puts something else in the place of the WebAssembly's exports. */
    replace(exports: object): void;
    Chat: new (parent: HTMLElement, options: import("./options.js").ChatOptions) => import("./options.js").MountedChat;
    wipe(options: import("./options.js").Account, done: (wiped: boolean) => void): void;
  }

  export default function instantiate(): Engine;
}
