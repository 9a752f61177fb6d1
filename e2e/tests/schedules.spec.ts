import { Api } from "../support/api.ts";
import { UNREACHABLE } from "../support/complaints.ts";
import { FaultProxy } from "../support/fault-proxy.ts";
import { Schedule } from "../support/schedule.ts";
import { test } from "../support/test.ts";

/**
 * Talks through a bad network. `KEFU_SCHEDULES=200` plays more of them, `KEFU_SEED=17` one again.
 * Each test plays a few with one server, because starting one takes longer than a conversation.
 */
const SCHEDULES = Number(process.env.KEFU_SCHEDULES ?? 20);
const PER_TEST = 10;
const ONE = process.env.KEFU_SEED;

const seeds = ONE === undefined ? Array.from({ length: SCHEDULES }, (_, index) => index + 1) : [Number(ONE)];
const groups = Array.from({ length: Math.ceil(seeds.length / PER_TEST) }, (_, index) => seeds.slice(index * PER_TEST, (index + 1) * PER_TEST));

for (const group of groups) {
  test(`nothing is lost, doubled or swapped, seeds ${group[0]} to ${group.at(-1)}`, async ({ server, visitor, browser, complaints }) => {
    test.setTimeout(group.length * 60_000);
    complaints.expect(UNREACHABLE);
    const { buyers, staff } = await Api.users(server.url);
    const proxy = await FaultProxy.before(server.url);
    try {
      for (const [index, seed] of group.entries()) {
        await test.step(`seed ${seed}`, async () => {
          proxy.log.length = 0;
          const [buyer, agent] = [await visitor({ baseURL: proxy.url }), await visitor({ baseURL: proxy.url })];
          const people = { buyer: buyers[index]!, agent: staff[0]! };
          try {
            await new Schedule(seed, { buyer, agent, of: browser }, server.url, proxy, people).run();
          } catch (error) {
            throw new Error(`seed ${seed} failed; again: KEFU_SEED=${seed}\n${proxy.log.join("\n")}`, { cause: error });
          } finally {
            proxy.calm();
            await Promise.all([buyer.close(), agent.close()]);
          }
        });
      }
    } finally {
      await proxy.close();
    }
  });
}
