import { expect, type Locator, type Page } from "@playwright/test";

interface Watch {
  /** Greatest distance a message on screen moved between two frames. */
  worst: number;
  running: boolean;
}

declare global {
  interface Window {
    steadiness?: Watch;
  }
}

/** Watches every message on screen, frame by frame, and tells whether one has jumped. */
export class Steadiness {
  constructor(
    private readonly page: Page,
    private readonly log: Locator,
  ) {}

  async start(): Promise<void> {
    await this.log.evaluate((log) => {
      const watch: Watch = { worst: 0, running: true };
      window.steadiness = watch;
      const tops = () => {
        const { top, bottom } = log.getBoundingClientRect();
        const onScreen = (element: Element) => {
          const box = element.getBoundingClientRect();
          return box.height > 0 && box.bottom > top && box.top < bottom;
        };
        // Blocks first: asking for a message in one that is not laid out would have it laid out.
        const blocks = [...log.querySelectorAll(".kefu-block")].filter(onScreen);
        const messages = blocks.flatMap((block) => [...block.querySelectorAll("[data-message]")]).filter(onScreen);
        return new Map(messages.map((it) => [it.getAttribute("data-message")!, it.getBoundingClientRect().top]));
      };
      let former = tops();
      const frame = () => {
        const now = tops();
        const moved = [...now].flatMap(([key, top]) => (former.has(key) ? Math.abs(top - former.get(key)!) : []));
        // Nothing left of what was on screen: the jump was longer than the screen.
        watch.worst = Math.max(watch.worst, ...(moved.length === 0 && former.size > 0 ? [Infinity] : moved));
        former = now;
        if (watch.running) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
  }

  /** Turns the wheel by `step` until the list is as far as it goes, older pages included. */
  async wheelToTheEnd(step: number): Promise<void> {
    await this.log.hover();
    for (let ended = false; !ended; ) {
      await this.page.mouse.wheel(0, step);
      // Until the turn has had its effect, so that turns never add up within a frame.
      ended = await this.log.evaluate(
        (log, down) =>
          new Promise<boolean>((done) => {
            let [former, still] = [NaN, 0];
            const frame = () => {
              still = log.scrollTop === former ? still + 1 : 0;
              former = log.scrollTop;
              if (still < 2) return requestAnimationFrame(frame);
              const rest = log.scrollHeight - log.clientHeight - log.scrollTop;
              const older = log.querySelector(".kefu-older")!.checkVisibility();
              return done(down ? rest < 1 : log.scrollTop === 0 && !older);
            };
            requestAnimationFrame(frame);
          }),
        step > 0,
      );
    }
  }

  /** Ends the watch; nothing may have moved further than this. */
  async expectWithin(pixels: number): Promise<void> {
    const worst = await this.page.evaluate(() => {
      const watch = window.steadiness;
      if (watch) watch.running = false;
      return watch?.worst;
    });
    expect(worst).toBeLessThanOrEqual(pixels);
  }
}
