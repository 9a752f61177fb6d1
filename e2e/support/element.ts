import type { Page, Route } from "@playwright/test";

export const PHONE = { width: 390, height: 844 };

/** Holds back what matches until released; `asked` resolves when the page wants it. */
export async function hold(page: Page, url: string) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let ask = () => {};
  const asked = new Promise<void>((resolve) => (ask = resolve));
  await page.route(url, async (route: Route) => {
    ask();
    await released;
    await route.continue();
  });
  return { asked, release };
}

/** Counts how often the page asks who it is: once per connection. */
export function sessions(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === "/v1/session") asked.push(pathname);
  });
  return asked;
}

/** Lets the page sign in whom it wants: `tokenOf(user)` is a token provider. */
export async function provideTokens(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tokenOf = (user: string) => async () => {
      const body = JSON.stringify({ user_id: user });
      const answer = await fetch("/demo/sign-in", { method: "POST", headers: { "content-type": "application/json" }, body });
      return ((await answer.json()) as { token: string }).token;
    };
    Object.assign(window, { tokenOf });
  });
}

declare global {
  /** In pages that were given it by `provideTokens`. */
  function tokenOf(user: string): () => Promise<string>;
}

/** Makes somebody else the page's user; answers how much of a chat is in the panel right after. */
export const become = (page: Page, user: string, identity: string | null) =>
  page.evaluate(
    ([user, identity]) => {
      const element = document.querySelector("kefu-chat")!;
      if (identity) element.setAttribute("identity", identity);
      Object.assign(element, { token: tokenOf(user) });
      return element.shadowRoot!.querySelectorAll("[data-kefu-chat], [data-message]").length;
    },
    [user, identity] as const,
  );

/** How many records this origin keeps in the browser. */
export const records = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    let count = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      const stores = [...database.objectStoreNames];
      const reads = stores.map((store) => done(database.transaction(store).objectStore(store).count()));
      count += (await Promise.all(reads)).reduce((sum, part) => sum + part, 0);
      database.close();
    }
    return count;
  });

declare global {
  interface HTMLElementTagNameMap {
    /** As `components/elements` declares it; only what pages of tests use. */
    "kefu-chat": HTMLElement & {
      token?: () => Promise<string | null>;
      messages?: Record<string, Record<string, string>>;
      orders?: { id: string; title: string }[];
      grantConsent(): void;
      withdrawConsent(): Promise<void>;
      signOut(): Promise<void>;
    };
  }
}
