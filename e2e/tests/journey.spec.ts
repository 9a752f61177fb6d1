import { Api } from "../support/api.ts";
import { Shop, VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { UNREACHABLE } from "../support/complaints.ts";
import { Workbench } from "../support/workbench.ts";

const AT_ONCE = { timeout: 1_000 };

test("a buyer's question reaches an agent, the answer comes back, and both outlive a restart", async ({ page, server, visitor, complaints }) => {
  const { staff } = await Api.users(server.url);
  const agent = staff[0]!;
  const shop = new Shop(page);
  const workbench = new Workbench(await (await visitor()).newPage());
  await workbench.signIn(agent.name);

  const product = await shop.openProduct();
  await shop.openChat();
  await shop.chat.connected();

  const question = "这款能放进洗碗机吗？家里有小孩，想确认一下材质安全。";
  const answer = "可以的，放上层就好；釉料通过了食品接触检测，您放心。";
  await shop.chat.say(question);
  await expect(workbench.conversations.filter({ hasText: question })).toBeVisible(AT_ONCE);
  await workbench.openWith(question);
  await expect(workbench.context).toContainText(product);

  await workbench.chat.say(answer);
  await expect(shop.chat.bubble(answer)).toBeVisible(AT_ONCE);
  await expect(shop.chat.bubble(answer)).not.toHaveAttribute("data-own", "true");
  await expect(shop.chat.bubble(question)).toHaveAttribute("data-own", "true");

  await test.step("the history is there after a reload", async () => {
    await page.reload();
    await shop.openChat();
    await expect(shop.chat.bubble(question)).toHaveCount(1);
    await expect(shop.chat.bubble(answer)).toHaveCount(1);
  });

  const late = "另外，今天下单哪天能到杭州？";
  const later = "今天发出，预计后天送到。";
  await test.step("what is written while the server is away arrives once when it is back", async () => {
    complaints.expect(UNREACHABLE);
    await shop.chat.connected();
    await server.stop();
    await expect(shop.chat.root).not.toHaveAttribute("data-connection", "live");
    await shop.chat.say(late);
    await expect(shop.chat.bubble(late)).toHaveAttribute("data-state", /^(queued|sending)$/);
    await server.start();
    await shop.chat.settled(late);
    await expect(workbench.chat.bubble(late)).toBeVisible({ timeout: 35_000 });
    await workbench.chat.say(later);
    await expect(shop.chat.bubble(later)).toBeVisible({ timeout: 35_000 });
  });

  const texts = [question, answer, late, later];
  for (const side of [shop.chat, workbench.chat]) {
    for (const text of texts) await expect(side.bubble(text)).toHaveCount(1);
  }
  const api = await Api.signIn(server.url, agent.id);
  const conversation = await api.conversationOf(VISITOR);
  expect(conversation.context.product?.title).toBe(product);
  const stored = (await api.messages(conversation.id)).map(({ content }) => content.text);
  expect(stored.filter((text) => texts.includes(text ?? ""))).toEqual(texts);
});

test("both directions keep up with quick typing, in order", async ({ page, server, visitor }) => {
  const { staff } = await Api.users(server.url);
  const shop = new Shop(page);
  const workbench = new Workbench(await (await visitor()).newPage());
  await shop.openProduct();
  await shop.openChat();
  await workbench.signIn(staff[0]!.name);

  const asked = ["在吗", "想买两只一样的", "有没有礼盒装？", "送长辈用"];
  for (const text of asked) await shop.chat.say(text);
  await workbench.openWith(asked.at(-1)!);
  for (const text of asked) await expect(workbench.chat.bubble(text)).toBeVisible(AT_ONCE);
  const answered = ["在的", "礼盒装有现货", "可以附手写卡片"];
  for (const text of answered) await workbench.chat.say(text);
  for (const text of answered) await expect(shop.chat.bubble(text)).toBeVisible(AT_ONCE);

  const order = [...asked, ...answered];
  for (const side of [shop.chat, workbench.chat]) {
    const shown = await side.log.locator("[data-message]").allInnerTexts();
    const places = order.map((text) => shown.findLastIndex((bubble) => bubble.includes(text)));
    expect(places, shown.join(" | ")).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  }
});

test("an answer seen by the buyer is shown as read to the agent", async ({ page, server, visitor }) => {
  const { staff } = await Api.users(server.url);
  const shop = new Shop(page);
  const workbench = new Workbench(await (await visitor()).newPage());
  await shop.openProduct();
  await shop.openChat();
  await shop.chat.say("请问支持七天无理由吗？");
  await workbench.signIn(staff[0]!.name);
  await workbench.openWith("请问支持七天无理由吗？");
  await workbench.chat.say("支持，签收起七天内都可以。");
  await expect(workbench.chat.bubble("支持，签收起七天内都可以。")).toHaveAttribute("data-state", "read");
});
