import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Collects what browsers complain about: console errors, uncaught exceptions, violations of the page's policy. */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];

  async listenTo(context: BrowserContext): Promise<void> {
    context.on("console", (message) => this.#console(message));
    context.on("weberror", (error) => this.#heard.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (violation) => {
        console.error(`policy violated: ${violation.effectiveDirective} by ${violation.blockedURI || "inline"}`);
      });
    });
  }

  /** For tests that cause an error on purpose, such as a refused connection. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What was heard and not expected. */
  get unexpected(): string[] {
    return this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }

  #console(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url, lineNumber } = message.location();
    this.#heard.push(`console: ${message.text()} (${url}:${lineNumber})`);
  }
}

/** What Chromium prints when a request gets no answer, or a bad one. */
export const UNREACHABLE = /Failed to load resource|net::ERR_/;
