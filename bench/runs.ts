/**
 * The lists of many runs in the built app: how long the engine takes to tell of them, how long the page is busy at a time while a list opens, and
 * the work of the page for a key in a filter, a sort and a scroll step, each beside its budget. Needs the built app (`npm run build`) and a
 * screen or Xvfb. The runs are made up.
 *
 *   node bench/runs.ts [--runs 1000] [--epochs 100] [--json] [--quick] [--out ROWS]
 *
 * `work` is the processor's time for everything that one step makes the page do (script, style, layout, paint), `busy` the longest task by the
 * clock. `--quick`: a tenth of the runs. `--out` adds the rows to a file, an object a line.
 */
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, type RunningApp } from '../test/e2e/harness.ts';
import { warnWhereBusy } from './best.ts';
import { writeSyntheticRuns } from './compare/synthetic-runs.ts';
import { Flags } from './flags.ts';
import { printColumns, rounded } from './print.ts';

/** What is typed into filters, a letter at a time, and taken back. */
const WORD = 'gru 12';
const TABLE_WORD = 'hidden>32 mase<0.9';
const ROUNDS = 1;
const STEPS = 30;
/** Milliseconds that a page is given to come to rest after a step: more than a filter waits before it is applied. */
const REST = 260;
const WORK_BUDGET = 16;
const BUSY_BUDGET = 100;

interface Row {
  what: string;
  runs: number;
  median: number;
  p95: number;
  worst: number;
  unit: 'ms';
  budget: number | null;
}

const flags = new Flags(['runs', 'epochs', 'out'], []);
const [asked] = flags.numbers('runs', [1000]) as [number];
const [epochs] = flags.numbers('epochs', [100]) as [number];
const runs = flags.quick ? Math.round(asked / 10) : asked;

/** The processor's time that the page has spent so far, in milliseconds. */
async function workCounter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
}

/** Notes from now on how long each task of more than 50 ms keeps the page. */
function watchTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const held = globalThis as unknown as { tasks: number[] };
    held.tasks = [];
    new PerformanceObserver((list) => held.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
}

/** The longest task since the last time this was asked; 0: none took more than 50 ms. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const held = globalThis as unknown as { tasks: number[] };
    return Math.max(0, ...held.tasks.splice(0));
  });
}

async function workOf(page: Page, steps: ReadonlyArray<() => Promise<unknown>>): Promise<number[]> {
  const spent = await workCounter(page);
  const times: number[] = [];
  for (const step of steps) {
    const before = await spent();
    await step();
    await page.waitForTimeout(REST);
    times.push((await spent()) - before);
  }
  return times;
}

const typed = (page: Page, word: string): Array<() => Promise<void>> =>
  Array.from({ length: ROUNDS }, () => [...word, ...[...word].map(() => 'Backspace')]).flatMap((keys) =>
    keys.map((key) => () => page.keyboard.press(key === ' ' ? 'Space' : key)),
  );

function rowOf(what: string, values: readonly number[], budget: number | null): Row {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(2));
  return { what, runs, median: at(0.5), p95: at(0.95), worst: at(1), unit: 'ms', budget };
}

async function measure({ page }: RunningApp): Promise<Row[]> {
  await watchTasks(page);
  await page.getByTestId('activity-experiments').click();
  const name = page.getByTestId('tree-filter');
  await name.waitFor();
  await page.waitForTimeout(1000);
  const rows = [rowOf('list opens, busy', [await longestTask(page)], BUSY_BUDGET)];
  await name.click();
  rows.push(rowOf('key in the list, work', await workOf(page, typed(page, WORD)), WORK_BUDGET));
  rows.push(rowOf('key in the list, busy', [await longestTask(page)], BUSY_BUDGET));

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+r');
  await page.getByTestId('runs-grid').getByRole('row').nth(5).waitFor();
  await page.waitForTimeout(1000);
  rows.push(rowOf('table opens, busy', [await longestTask(page)], BUSY_BUDGET));
  const filter = page.getByTestId('runs-table-filter');
  await filter.click();
  rows.push(rowOf('key in the filter, work', await workOf(page, typed(page, TABLE_WORD)), WORK_BUDGET));
  const heads = page.getByTestId('runs-grid').getByRole('columnheader');
  const sorts = Array.from({ length: 10 }, (_, step) => () => heads.nth(1 + (step % 4)).click({ position: { x: 12, y: 12 } }));
  rows.push(rowOf('sort, work', await workOf(page, sorts), null));
  const box = (await page.getByTestId('runs-grid').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const scroll = Array.from({ length: STEPS }, (_, step) => () => page.mouse.wheel(0, step < STEPS / 2 ? 700 : -700));
  rows.push(rowOf('scroll step, work', await workOf(page, scroll), WORK_BUDGET));
  rows.push(rowOf('table in use, busy', [await longestTask(page)], BUSY_BUDGET));
  return rows;
}

warnWhereBusy();
const folder = await mkdtemp(join(tmpdir(), 'hindcast-runs-'));
try {
  await writeSyntheticRuns(join(folder, 'workspace'), { runs, epochs });
  const app = await launch({ folder });
  try {
    await app.page.getByTestId('status-workspace').waitFor();
    const rows = await measure(app);
    if (flags.json) for (const row of rows) console.log(JSON.stringify(row));
    else {
      console.log(`${runs} runs, milliseconds`);
      printColumns(['', 'median', '95 %', 'worst', 'budget'], 26);
      for (const { what, median, p95, worst, budget } of rows)
        printColumns([what, rounded(median), rounded(p95), rounded(worst), budget === null ? '–' : rounded(budget)], 26);
    }
    const out = flags.text('out');
    if (out !== undefined) for (const row of rows) appendFileSync(out, `${JSON.stringify(row)}\n`);
  } finally {
    await app.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
