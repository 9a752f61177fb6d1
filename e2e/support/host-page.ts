import type { Page } from "@playwright/test";
import { VISITOR } from "./shop.ts";

/** As strict as a page can be and still run WebAssembly. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

const html = (attributes: string) => `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Somebody else's shop</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/elements/index.js"></script>
    <script type="module" src="/host.js"></script>
  </head>
  <body><main><h1>Somebody else's shop</h1><button>Buy</button></main><kefu-chat endpoint="" ${attributes}></kefu-chat></body>
</html>`;

const script = (userId: string) => `
await customElements.whenDefined("kefu-chat");
document.querySelector("kefu-chat").token = async () => {
  const answer = await fetch("/demo/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_id: ${JSON.stringify(userId)} }),
  });
  if (!answer.ok) throw new Error("sign-in failed: " + answer.status);
  return (await answer.json()).token;
};`;

/** Opens a page that has nothing but the element, as a foreign shop would embed it, for one of its buyers. */
export async function openHostPage(page: Page, attributes = "", userId = VISITOR): Promise<void> {
  await page.route("**/host.html", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY }, body: html(attributes) }),
  );
  await page.route("**/host.js", (route) => route.fulfill({ contentType: "text/javascript", body: script(userId) }));
  await page.goto("/host.html");
  await page.waitForFunction(() => customElements.get("kefu-chat") !== undefined);
}
