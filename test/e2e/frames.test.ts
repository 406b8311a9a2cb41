/** A window stays fluid while a run trains: whatever computes gives way to whatever draws and answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const LOWERED = 10;

/** The nice value of each thread of a process: the 19th field of its `stat`. One that ended meanwhile is left out. */
function niceOfThreads(pid: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync(`/proc/${pid}/task`)) {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${name}/stat`, 'utf8');
      found.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
    } catch {
      // Ended between the listing and the reading.
    }
  }
  return found;
}

describeApp('frames while a run trains', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test.runIf(process.platform === 'linux')('the threads that train are lowered, the one that answers the window is not', async () => {
    const { page } = app;
    await page.getByTestId('sample-beijing-air').click();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-live').waitFor();
    const engine = (await app.engineProcess())!;
    const own = niceOfThreads(engine).get(engine)!;
    expect(own).toBe(niceOfThreads(process.pid).get(process.pid));
    await expect
      .poll(() => [...niceOfThreads(engine).values()].filter((nice) => nice >= LOWERED && nice > own).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    expect(niceOfThreads(engine).get(engine)).toBe(own);
  });
});
