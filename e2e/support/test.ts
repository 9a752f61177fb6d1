import { type BrowserContext, type BrowserContextOptions, expect, test as base } from "@playwright/test";
import { Complaints } from "./complaints.ts";
import { KefuServer } from "./server.ts";

interface Fixtures {
  /** A server of the test's own, with fresh demo data. */
  server: KefuServer;
  /** What the browsers complain about; must be empty at the end of every test. */
  complaints: Complaints;
  /** Another person's browser. */
  visitor: (options?: BrowserContextOptions) => Promise<BrowserContext>;
}

export const test = base.extend<Fixtures>({
  server: async ({}, use, info) => {
    const server = await KefuServer.create();
    await use(server);
    await server.destroy();
    if (info.status !== info.expectedStatus) await info.attach("server.log", { body: server.log, contentType: "text/plain" });
  },

  baseURL: async ({ server }, use) => use(server.url),

  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    expect(complaints.unexpected, "nothing may be reported in a browser's console").toEqual([]);
  },

  context: async ({ context, complaints }, use) => {
    await complaints.listenTo(context);
    await use(context);
  },

  visitor: async ({ browser, complaints, contextOptions, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: baseURL ?? "", ...options });
      await complaints.listenTo(context);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
