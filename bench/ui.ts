/**
 * The window over a million rows: seconds of the import, script time of the first picture, of a zoom step and of a hover, and what the page's heap
 * grows by, each beside its budget. Needs the built app (`npm run build`) and a screen or Xvfb.
 *
 *   node bench/ui.ts [--rows 1000000] [--json] [--quick] [--out ROWS]
 *
 * `draw` and `paint` are times by the clock of the drawing alone, `script` is the processor's time for all script of one step. The first picture is
 * made as often as the other steps, each time by a chart that is new; the cold draw is the first one of the window.
 * `--quick`: a tenth of the rows. `--out` adds the rows to a file, an object a line.
 */
import { appendFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, type RunningApp } from '../test/e2e/harness.ts';
import { median, warnWhereBusy } from './best.ts';
import { Flags } from './flags.ts';
import { printColumns, rounded } from './print.ts';

const STEPS = 30;
const MINUTE = 60_000;

interface Row {
  what: string;
  rows: number;
  /** Over the steps. Other work on the machine only ever slows one down. */
  best: number;
  median: number;
  worst: number;
  unit: 'ms' | 'MB' | 's';
  budget: number | null;
}

const flags = new Flags(['rows', 'out'], []);
const [asked] = flags.numbers('rows', [1_000_000]) as [number];
const count = flags.quick ? Math.round(asked / 10) : asked;

/** One value a minute: two seasons, a trend, noise, and a gap in every hundred thousand. */
async function writeCsv(file: string): Promise<void> {
  const handle = await open(file, 'w');
  await handle.write('time,value\n');
  let lines: string[] = [];
  for (let t = 0; t < count; t++) {
    const noise = Math.sin(t * 12.9898) * Math.cos(t * 78.233);
    const value = 100 + t / 1e5 + 10 * Math.sin((2 * Math.PI * t) / 1440) + 3 * Math.sin((2 * Math.PI * t) / 10_080) + 4 * noise;
    lines.push(`${new Date(1.6e12 + t * MINUTE).toISOString().slice(0, 19)},${t % 100_000 < 50 ? '' : value.toFixed(3)}`);
    if (lines.length === 50_000 || t === count - 1) {
      await handle.write(`${lines.join('\n')}\n`);
      lines = [];
    }
  }
  await handle.close();
}

/** What the page has spent so far: milliseconds of script, bytes of heap. */
type Counters = () => Promise<{ script: number; heap: number }>;

async function countersOf(page: Page): Promise<{ read: Counters; collect: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('HeapProfiler.enable');
  return {
    read: async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { script: value('ScriptDuration') * 1000, heap: value('JSHeapUsedSize') };
    },
    collect: () => session.send('HeapProfiler.collectGarbage').then(() => undefined),
  };
}

/** Times of one kind of work since the last time they were asked for. */
function measuresOf(page: Page, name: string): Promise<number[]> {
  return page.evaluate((wanted) => {
    const found = performance.getEntriesByName(wanted, 'measure').map(({ duration }) => duration);
    performance.clearMeasures(wanted);
    return found;
  }, name);
}

async function steps(page: Page, read: Counters, step: (index: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < STEPS; index++) {
    const before = await read();
    await step(index);
    await page.waitForTimeout(120);
    times.push((await read()).script - before.script);
  }
  return times;
}

async function measure(app: RunningApp): Promise<Row[]> {
  const { page } = app;
  const file = join(app.folder, 'long.csv');
  await writeCsv(file);
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await page.evaluate(() => Reflect.set(globalThis, 'hindcastMeasures', true));
  const { read, collect } = await countersOf(page);
  await page.keyboard.press('Control+O');
  const start = page.getByTestId('import-run');
  await start.waitFor();
  await page.waitForTimeout(500);
  await collect();
  const before = await read();
  const began = performance.now();
  await start.click();
  const chart = page.getByTestId('series-chart').getByRole('img');
  await chart.waitFor({ timeout: 300_000 });
  const seconds = (performance.now() - began) / 1000;
  await page.waitForFunction(() => performance.getEntriesByName('chart.draw').length > 0);
  await page.waitForTimeout(1000);
  await collect();
  const heap = ((await read()).heap - before.heap) / 1e6;

  const first: number[] = [];
  const cold = Math.max(...(await measuresOf(page, 'chart.draw')));
  const mount = await steps(page, read, async () => {
    await page.getByTestId('tab-columns').click();
    await measuresOf(page, 'chart.draw');
    await page.getByTestId('tab-chart').click();
    await page.waitForTimeout(250);
    // What is asked to draw before the values are here has nothing to do.
    first.push(Math.max(...(await measuresOf(page, 'chart.draw'))));
  });

  const box = (await chart.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.waitForTimeout(300);
  await measuresOf(page, 'chart.draw');
  const zoom = await steps(page, read, (index) => page.mouse.wheel(0, index < STEPS / 2 ? -240 : 240));
  const zoomDraws = await measuresOf(page, 'chart.draw');
  await measuresOf(page, 'chart.overlay');
  const hover = await steps(page, read, (index) => page.mouse.move(box.x + 80 + ((box.width - 120) * index) / STEPS, middle.y));
  if ((await page.locator('.tooltip').count()) !== 1) throw new Error('The pointer is over the chart, but no value is read.');
  await app.screenshot('bench-ui');
  const hoverPaints = await measuresOf(page, 'chart.overlay');

  const row = (what: string, values: readonly number[], unit: Row['unit'], budget: number | null): Row => ({
    what,
    rows: count,
    best: Number(Math.min(...values).toFixed(2)),
    median: Number(median(values).toFixed(2)),
    worst: Number(Math.max(...values).toFixed(2)),
    unit,
    budget,
  });
  return [
    row('import', [seconds], 's', null),
    row('cold draw', [cold], 'ms', 50),
    row('first draw', first, 'ms', 50),
    row('first script', mount, 'ms', null),
    row('zoom draw', zoomDraws, 'ms', 16),
    row('zoom script', zoom, 'ms', 16),
    row('hover paint', hoverPaints, 'ms', 8),
    row('hover script', hover, 'ms', 8),
    row('heap growth', [heap], 'MB', 40),
  ];
}

warnWhereBusy();
const app = await launch();
try {
  const rows = await measure(app);
  if (flags.json) for (const row of rows) console.log(JSON.stringify(row));
  else {
    printColumns(['', 'best', 'median', 'worst', 'budget'], 14);
    for (const { what, best, median: middle, worst, unit, budget } of rows) {
      const written = [best, middle, worst].map((value) => `${rounded(value)} ${unit}`);
      printColumns([what, ...written, budget === null ? '–' : `${budget} ${unit}`], 14);
    }
  }
  const out = flags.text('out');
  if (out !== undefined) for (const row of rows) appendFileSync(out, `${JSON.stringify(row)}\n`);
} finally {
  await app.close();
}
