import { ChatWidget } from "../support/chat.ts";
import { UNREACHABLE } from "../support/complaints.ts";
import { openHostPage } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";

test.describe("when WebAssembly traps", () => {
  test("ours: the page hears of it, and the next click gets a chat that works", async ({ page, complaints }) => {
    complaints.expect(/RuntimeError|unreachable|out of bounds|indirect call|signature/);
    await page.addInitScript(() => {
      const instantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
      const modules: WebAssembly.Exports[] = [];
      WebAssembly.instantiateStreaming = async (...args) => {
        const result = await instantiate(...args);
        modules.push(result.instance.exports);
        return result;
      };
      Object.assign(window, { modules });
    });
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.connected();
    const message = page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          document.addEventListener("kefu-error", (event) => resolve((event as CustomEvent<{ message: string }>).detail.message)),
        ),
    );
    await page.evaluate(() => {
      const [exports] = (window as unknown as { modules: WebAssembly.Exports[] }).modules;
      const calls = Object.values(exports!).filter((entry): entry is (...args: number[]) => void => typeof entry === "function");
      // Nonsense makes one of them trap: then once more, where nobody catches it.
      const trap = calls.find((call) => {
        try {
          call(-8, -8, -8, -8);
          return false;
        } catch (error) {
          return error instanceof WebAssembly.RuntimeError;
        }
      });
      setTimeout(() => trap!(-8, -8, -8, -8));
    });
    expect(await message).toContain("RuntimeError");
    await expect(chat.element.getByRole("button", { name: "客服打不开，点此重试" })).toBeVisible();
    await chat.element.getByRole("button", { name: "客服打不开，点此重试" }).click();
    await chat.connected();
    await chat.say("又能聊了吗？");
    await chat.settled("又能聊了吗？");
    expect(await page.evaluate(() => (window as unknown as { modules: unknown[] }).modules.length)).toBe(2);
  });

  test("somebody else's: the chat stays", async ({ page, complaints }) => {
    complaints.expect(/RuntimeError|unreachable/);
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.connected();
    await page.evaluate(async () => {
      // (module (func (export "f") unreachable))
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
      const heard = new Promise((resolve) => addEventListener("error", resolve));
      setTimeout(instance.exports.f as () => void);
      await heard;
    });
    await chat.say("还在吗？");
    await chat.settled("还在吗？");
  });
});

test("a module that cannot be had is said so, and had when it is back", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 503, body: "" }));
  await chat.launcher.click();
  const retry = chat.element.getByRole("button", { name: "客服打不开，点此重试" });
  await expect(retry).toBeFocused();
  await page.unroute("**/*.wasm");
  await retry.click();
  await chat.connected();
});
