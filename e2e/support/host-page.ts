import type { Page } from "@playwright/test";
import { VISITOR } from "./shop.ts";

/** As strict as a page can be and still run WebAssembly. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

const HTML = `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>Somebody else's shop</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/elements/index.js"></script>
    <script type="module" src="/host.js"></script>
  </head>
  <body><main><h1>Somebody else's shop</h1></main><kefu-chat endpoint=""></kefu-chat></body>
</html>`;

const SCRIPT = `
await customElements.whenDefined("kefu-chat");
document.querySelector("kefu-chat").token = async () => {
  const answer = await fetch("/demo/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_id: "${VISITOR}" }),
  });
  if (!answer.ok) throw new Error("sign-in failed: " + answer.status);
  return (await answer.json()).token;
};`;

/** Opens a page that has nothing but the element, as a foreign shop would embed it. */
export async function openHostPage(page: Page): Promise<void> {
  await page.route("**/host.html", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY }, body: HTML }),
  );
  await page.route("**/host.js", (route) => route.fulfill({ contentType: "text/javascript", body: SCRIPT }));
  await page.goto("/host.html");
  await page.waitForFunction(() => customElements.get("kefu-chat") !== undefined);
}
