/** What a page's frames cost, and how far apart they are. */
import type { Page } from 'playwright-core';

/** What a loop of animation frames keeps on the page while it is watched. */
interface Watched {
  frames: number[];
  watching: boolean;
}

/** Milliseconds between the frames from now until the returned function is called. The loop asks for every frame that the screen can show. */
export async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const held = globalThis as unknown as Watched;
    held.frames = [];
    held.watching = true;
    let last = performance.now();
    const note = (now: number): void => {
      held.frames.push(now - last);
      last = now;
      if (held.watching) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return () =>
    page.evaluate(() => {
      const held = globalThis as unknown as Watched;
      held.watching = false;
      return held.frames.slice(1);
    });
}

export async function restingFrames(page: Page, milliseconds: number): Promise<number[]> {
  const stop = await watchFrames(page);
  await page.waitForTimeout(milliseconds);
  return stop();
}

const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));

/** The processor's time that the page has spent so far, in milliseconds. */
async function counter(page: Page, name: 'ScriptDuration' | 'TaskDuration'): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  };
}

/** What the page spends on each of many frames. */
export async function workOfFrames(page: Page, count: number): Promise<number[]> {
  const spent = await counter(page, 'TaskDuration');
  const work: number[] = [];
  let before = await spent();
  for (let frame = 0; frame < count; frame++) {
    await nextFrame(page);
    const now = await spent();
    work.push(now - before);
    before = now;
  }
  return work;
}

/** Moves the pointer across the plot in both directions, a frame between two moves. */
export async function hover(page: Page, moves: number): Promise<{ script: number[]; frames: number[] }> {
  const box = (await page.getByTestId('compare-plot').first().boundingBox())!;
  const spent = await counter(page, 'ScriptDuration');
  const stop = await watchFrames(page);
  const script: number[] = [];
  let before = await spent();
  for (let move = 0; move < moves; move++) {
    const share = Math.abs((((move / moves) * 4) % 2) - 1);
    await page.mouse.move(box.x + box.width * (0.1 + 0.8 * share), box.y + box.height * (0.3 + 0.4 * share));
    await nextFrame(page);
    const now = await spent();
    script.push(now - before);
    before = now;
  }
  return { script, frames: await stop() };
}
