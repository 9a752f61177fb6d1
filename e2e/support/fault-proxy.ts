import { once } from "node:events";
import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";

/** What can go wrong with a request and its answer. */
const FAULTS = [
  "lost", // the request never arrives
  "unanswered", // it is carried out, and the answer is lost
  "error", // 500 instead of being carried out
  "error-after", // carried out, and 500 answered
  "bad-gateway", // a proxy's page instead of JSON
  "busy", // 429 with Retry-After
  "slow", // both ways take their time
  "twice", // the request arrives twice
  "cut", // the answer breaks off in the middle
  "overtaken", // it waits until another one has passed
] as const;
type Fault = (typeof FAULTS)[number];

/** What can go wrong with an event on an open stream. */
const STREAM_FAULTS = ["dropped", "doubled", "swapped", "cut-in-the-middle", "closed", "late"] as const;

const LONGEST_DELAY_MS = 400;
const LONGEST_HOLD_MS = 600;

/**
 * A bad network between browsers and the server: everything under `/v1` may suffer; pages and pictures do not.
 *
 * Which request suffers what is thrown by `dice`; `calm` ends it, and closes every connection once more.
 */
export class FaultProxy {
  url = "";
  /** What was done to what, for the report of a failing seed. */
  readonly log: string[] = [];
  /** Share of requests and events that suffer. */
  #rate = 0;
  #dice: Dice | undefined;
  #streams = new Set<http.ServerResponse>();
  #sockets = new Set<Socket>();
  #passing = new Set<() => void>();
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #server: http.Server;

  private constructor(private readonly upstream: string) {
    this.#server = http.createServer((request, answer) => {
      this.#handle(request, answer).catch((error: unknown) => {
        this.log.push(`proxy: ${String(error)}`);
        answer.destroy();
      });
    });
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  static async before(upstream: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    await once(proxy.#server.listen(0, "127.0.0.1"), "listening");
    proxy.url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  /** From now on this share of requests and events suffers. */
  storm(dice: Dice, rate: number): void {
    this.#dice = dice;
    this.#rate = rate;
  }

  /** From now on everything arrives, once and in order. */
  calm(): void {
    this.#rate = 0;
    this.#letPass();
  }

  /** Breaks every open connection, as a router that restarts does. */
  breakAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.calm();
    this.breakAll();
    this.#agent.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #handle(request: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = request.url ?? "/";
    if (!path.startsWith("/v1/")) return this.#forward(request, body, answer);
    const fault = this.#throw(FAULTS);
    if (fault) this.log.push(`${fault}: ${request.method} ${path}`);
    // Whatever passes lets those go that waited to be overtaken.
    if (fault !== "overtaken") this.#letPass();
    if (await this.#suffer(fault, request, body, answer)) return;
    return path.startsWith("/v1/events") ? this.#stream(request, answer) : this.#forward(request, body, answer);
  }

  /** Does what a fault does; tells whether the request is done with. */
  async #suffer(fault: Fault | undefined, request: http.IncomingMessage, body: Buffer, answer: http.ServerResponse): Promise<boolean> {
    // An open stream has no end to wait for.
    const reads = (request.url ?? "").startsWith("/v1/events");
    switch (fault) {
      case "lost":
        answer.destroy();
        return true;
      case "unanswered":
        if (!reads) await this.#ask(request, body);
        answer.destroy();
        return true;
      case "error-after":
        if (!reads) await this.#ask(request, body);
        refuse(answer, 500);
        return true;
      case "error":
        refuse(answer, 500);
        return true;
      case "bad-gateway":
        answer.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
        return true;
      case "busy":
        refuse(answer, 429);
        return true;
      case "twice":
        if (!reads) await this.#ask(request, body);
        return false;
      case "cut":
        if (reads) return false;
        await this.#cut(request, body, answer);
        return true;
      case "slow":
        await this.#delay();
        return false;
      case "overtaken":
        await this.#overtaken();
        return false;
      case undefined:
        return false;
    }
  }

  async #forward(request: http.IncomingMessage, body: Buffer, answer: http.ServerResponse): Promise<void> {
    const reply = await this.#ask(request, body);
    answer.writeHead(reply.status, reply.headers).end(reply.body);
  }

  /** Promises more than it sends. */
  async #cut(request: http.IncomingMessage, body: Buffer, answer: http.ServerResponse): Promise<void> {
    const reply = await this.#ask(request, body);
    answer.writeHead(reply.status, { ...reply.headers, "content-length": reply.body.length });
    answer.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => answer.destroy());
  }

  async #ask(request: http.IncomingMessage, body: Buffer): Promise<{ status: number; headers: http.OutgoingHttpHeaders; body: Buffer }> {
    const passed = this.#send(request);
    passed.end(body);
    const [reply] = (await once(passed, "response")) as [http.IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of reply) chunks.push(chunk as Buffer);
    const { connection: _connection, "transfer-encoding": _encoding, ...headers } = reply.headers;
    return { status: reply.statusCode ?? 502, headers, body: Buffer.concat(chunks) };
  }

  #send(request: http.IncomingMessage): http.ClientRequest {
    const { host: _host, connection: _connection, ...headers } = request.headers;
    return http.request(new URL(request.url ?? "/", this.upstream), { method: request.method, headers, agent: this.#agent });
  }

  /** Passes a stream on event by event. */
  async #stream(request: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
    const passed = this.#send(request);
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    passed.end();
    const [reply] = (await once(passed, "response")) as [http.IncomingMessage];
    const { connection: _connection, "transfer-encoding": _encoding, ...headers } = reply.headers;
    answer.writeHead(reply.statusCode ?? 502, headers);
    answer.flushHeaders();
    this.#streams.add(answer);
    answer.on("close", () => this.#streams.delete(answer));
    reply.setEncoding("utf8");
    let rest = "";
    let held: string | undefined = "";
    try {
      for await (const chunk of reply) {
        const frames = (rest + (chunk as string)).split("\n\n");
        rest = frames.pop() ?? "";
        for (const frame of frames) {
          held = await this.#pass(`${frame}\n\n`, held, answer);
          if (held === undefined) return;
        }
      }
      answer.end();
    } catch {
      // The browser or the server hung up.
      answer.destroy();
    }
  }

  /** Passes one frame on; gives what is held back to come after the next one, or nothing when the stream is over. */
  async #pass(frame: string, held: string, answer: http.ServerResponse): Promise<string | undefined> {
    const fault = this.#throw(STREAM_FAULTS);
    if (fault) this.log.push(`${fault}: ${frame.slice(0, 60).replaceAll("\n", " ")}`);
    switch (fault) {
      case "dropped":
        return held;
      case "swapped":
        answer.write(held);
        return frame;
      case "closed":
        answer.end();
        return undefined;
      case "cut-in-the-middle":
        answer.write(frame.slice(0, Math.floor(frame.length / 2)), () => answer.destroy());
        return undefined;
      case "late":
        await this.#delay();
        break;
      case "doubled":
        answer.write(frame);
        break;
      case undefined:
        break;
    }
    answer.write(frame + held);
    return "";
  }

  #throw<T>(faults: readonly T[]): T | undefined {
    const dice = this.#dice;
    return dice && this.#rate > 0 && dice.chance(this.#rate) ? dice.pick(faults) : undefined;
  }

  async #delay(): Promise<void> {
    await pause((this.#dice?.next() ?? 0) * LONGEST_DELAY_MS);
  }

  /** Waits for another request to pass, but not for ever. */
  async #overtaken(): Promise<void> {
    await Promise.race([new Promise<void>((pass) => this.#passing.add(pass)), pause(LONGEST_HOLD_MS)]);
  }

  #letPass(): void {
    for (const pass of this.#passing) pass();
    this.#passing.clear();
  }
}

function refuse(answer: http.ServerResponse, status: number): void {
  const code = status === 429 ? "rate_limited" : "internal";
  const wait = status === 429 ? { retry_after: 1 } : {};
  const problem = { type: "about:blank", title: "A fault on purpose", status, code, retryable: true, ...wait };
  answer.writeHead(status, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
}
