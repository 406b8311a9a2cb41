/**
 * The comparison of many runs in the built app while another run trains: script time of a hover and the time between frames, each beside
 * its budget. Needs the built app (`npm run build`) and a screen or Xvfb. The finished runs are made up, the one that trains is real.
 *
 *   node bench/compare.ts [--runs 50] [--epochs 1000] [--moves 200] [--quick] [--json]
 *
 * `script` is the processor's time for all script between two moves of the pointer, live updates of the curves included; `work` that of
 * everything the page does between two frames: script, style, layout and paint.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, type RunningApp } from '../test/e2e/harness.ts';
import { writeSyntheticRuns } from './compare/synthetic-runs.ts';
import { Flags } from './flags.ts';
import { printColumns, rounded } from './print.ts';

interface Row {
  what: string;
  median: number;
  p95: number;
  worst: number;
  budget: number;
}

const flags = new Flags(['runs', 'epochs', 'moves'], []);
const [runs] = flags.numbers('runs', [flags.quick ? 10 : 50]) as [number];
const [epochs] = flags.numbers('epochs', [flags.quick ? 200 : 1000]) as [number];
const [moves] = flags.numbers('moves', [flags.quick ? 60 : 200]) as [number];
const FRAME_BUDGET = 16.7;
const HOVER_BUDGET = 16;

/** A real training that outlasts the trial. */
async function startTraining({ page }: RunningApp): Promise<void> {
  await page.getByTestId('sample-air-passengers').click();
  await page.getByTestId('series-chart').waitFor();
  await page.getByTestId('train-open').first().click();
  await page.getByTestId('train-start').waitFor();
  if (!(await page.getByTestId('train-hidden').isVisible())) await page.getByTestId('train-advanced').click();
  await page.getByTestId('train-hidden').fill('64');
  await page.getByTestId('train-epochs').fill('20000');
  await page.getByTestId('train-patience').fill('20000');
  await page.getByTestId('train-start').click();
  await page.getByTestId('run-live').waitFor();
}

/** All runs of the workspace side by side. */
async function openComparison({ page }: RunningApp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+r');
  await page.getByTestId('runs-grid').waitFor();
  await page.getByTestId('runs-table-filter').press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('compare-plot').first().waitFor();
  await page.locator('[data-testid="compare-plot"][aria-busy="false"]').first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1000);
}

/** Milliseconds between the frames from now until the returned function is called. */
async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const held = globalThis as unknown as { frames: number[]; watching: boolean };
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
      const held = globalThis as unknown as { frames: number[]; watching: boolean };
      held.watching = false;
      return held.frames.slice(1);
    });
}

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
async function workOfFrames({ page }: RunningApp): Promise<number[]> {
  const spent = await counter(page, 'TaskDuration');
  const work: number[] = [];
  let before = await spent();
  for (let frame = 0; frame < moves; frame++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
    const now = await spent();
    work.push(now - before);
    before = now;
  }
  return work;
}

/** Moves the pointer across the plot in both directions, a frame between two moves. */
async function hover({ page }: RunningApp): Promise<{ script: number[]; frames: number[] }> {
  const box = (await page.getByTestId('compare-plot').first().boundingBox())!;
  const spent = await counter(page, 'ScriptDuration');
  const stop = await watchFrames(page);
  const script: number[] = [];
  let before = await spent();
  for (let move = 0; move < moves; move++) {
    const share = Math.abs((((move / moves) * 4) % 2) - 1);
    await page.mouse.move(box.x + box.width * (0.1 + 0.8 * share), box.y + box.height * (0.3 + 0.4 * share));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
    const now = await spent();
    script.push(now - before);
    before = now;
  }
  return { script, frames: await stop() };
}

function rowOf(what: string, values: readonly number[], budget: number): Row {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { what, median: at(0.5), p95: at(0.95), worst: at(1), budget };
}

const folder = await mkdtemp(join(tmpdir(), 'hindcast-compare-'));
try {
  await writeSyntheticRuns(join(folder, 'workspace'), { runs, epochs, sameData: true });
  const app = await launch({ folder });
  try {
    await startTraining(app);
    await app.page.waitForTimeout(2000);
    const rows = [rowOf('work a frame, live page', await workOfFrames(app), FRAME_BUDGET)];
    await openComparison(app);
    const idle = await watchFrames(app.page);
    await app.page.waitForTimeout(3000);
    rows.push(rowOf('frame, at rest', await idle(), FRAME_BUDGET));
    const { script, frames } = await hover(app);
    rows.push(rowOf('frame, hovering', frames, FRAME_BUDGET), rowOf('script a hover', script, HOVER_BUDGET));
    rows.push(rowOf('work a frame, comparison', await workOfFrames(app), FRAME_BUDGET));
    if (flags.json) console.log(JSON.stringify({ runs: runs + 1, epochs, moves, rows }));
    else {
      console.log(`${runs} finished runs of ${epochs} epochs and one in training, milliseconds`);
      printColumns(['', 'median', '95 %', 'worst', 'budget'], 25);
      for (const { what, median, p95, worst, budget } of rows)
        printColumns([what, rounded(median), rounded(p95), rounded(worst), rounded(budget)], 25);
    }
  } finally {
    await app.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
