import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** What scripts/build makes, unless told otherwise. */
const PROGRAM = process.env.KEFU_SERVER ?? join(ROOT, "target/bin/release/kefu-server");
const SITE = process.env.KEFU_SITE ?? join(ROOT, "dist");
const ELEMENTS = process.env.KEFU_ELEMENTS ?? join(ROOT, "components/elements/dist");

async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, "127.0.0.1"), "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** The real server with demo data in a file of its own, which survives `stop` and `restart`. */
export class KefuServer {
  readonly url: string;
  /** Everything the program has printed. */
  log = "";
  #process: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly directory: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async create(): Promise<KefuServer> {
    const server = new KefuServer(await freePort(), await mkdtemp(join(tmpdir(), "kefu-e2e-")));
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const child = spawn(
      PROGRAM,
      [
        ["--host", "127.0.0.1"],
        ["--port", String(this.port)],
        ["--database", join(this.directory, "kefu.sqlite")],
        ["--site", SITE],
        ["--elements", ELEMENTS],
        ["--seed"],
      ].flat(),
      { cwd: this.directory, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process = child;
    child.on("error", (error) => (this.log += `${error.message}; run scripts/build\n`));
    const note = (chunk: Buffer) => (this.log += chunk.toString());
    child.stdout.on("data", note);
    child.stderr.on("data", note);
    await this.#answers(child);
  }

  /** Stops politely; a server that does not end by itself fails the test. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const limit = new AbortController();
    const late = pause(STOP_LIMIT_MS, "late", { signal: limit.signal }).catch(() => "ended");
    if ((await Promise.race([ended, late])) === "late") {
      child.kill("SIGKILL");
      throw new Error(`the server did not stop within ${STOP_LIMIT_MS} ms of SIGTERM:\n${this.log}`);
    }
    limit.abort();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async destroy(): Promise<void> {
    try {
      await this.stop();
    } finally {
      await rm(this.directory, { recursive: true, force: true });
    }
  }

  async #answers(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.pid === undefined) throw new Error(`the server ended with ${child.exitCode}:\n${this.log}`);
      // Any answer will do: without a token it is a refusal.
      if (await fetch(`${this.url}/v1/session`).then(() => true, () => false)) return;
      await pause(25);
    }
    throw new Error(`the server does not answer:\n${this.log}`);
  }
}
