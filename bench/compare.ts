/**
 * The comparison of many runs in the built app: the time between frames, script of a hover and work of a frame, each beside its budget,
 * while nothing trains (the control: what the machine can draw at all), while a small model ends hundreds of epochs a second (all of them
 * reach the page), and while a wide one keeps every core busy. Needs the built app (`npm run build`) and a screen or Xvfb. The finished
 * runs are made up, the one that trains is real.
 *
 *   node bench/compare.ts [--trainings none,quick,wide] [--runs 50] [--epochs 1000] [--moves 300] [--quick] [--json] [--label TEXT] [--out ROWS]
 *
 * `frame` is the time from one frame to the next, `late` the share of those that came more than half a frame after their budget; `script` is
 * the processor's time for all script between two moves of the pointer, live updates of the curves included; `work` that of everything
 * the page does between two frames: script, style, layout and paint. `--out` adds the rows to a file, an object a line.
 */
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type RunningApp } from '../test/e2e/harness.ts';
import { warnWhereBusy } from './best.ts';
import { hover, restingFrames, workOfFrames } from './compare/frames.ts';
import { writeSyntheticRuns } from './compare/synthetic-runs.ts';
import { Flags } from './flags.ts';
import { printColumns, rounded } from './print.ts';

const TRAININGS = ['none', 'quick', 'wide'] as const;
type Training = (typeof TRAININGS)[number];

interface Row {
  training: Training;
  what: string;
  median: number;
  p95: number;
  worst: number;
  /** Of frames only. */
  late: number | null;
  budget: number;
}

const flags = new Flags(['runs', 'epochs', 'moves', 'trainings', 'label', 'out'], []);
const [runs] = flags.numbers('runs', [flags.quick ? 10 : 50]) as [number];
const [epochs] = flags.numbers('epochs', [flags.quick ? 200 : 1000]) as [number];
const [moves] = flags.numbers('moves', [flags.quick ? 60 : 300]) as [number];
const trainings = flags.choices('trainings', TRAININGS, TRAININGS);
const FRAME_BUDGET = 16.7;
const HOVER_BUDGET = 16;
const REST_MS = flags.quick ? 2000 : 6000;

/** What trains: the data, and how wide. */
const RECIPES: Record<Exclude<Training, 'none'>, { sample: string; hidden: number }> = {
  quick: { sample: 'air-passengers', hidden: 64 },
  wide: { sample: 'beijing-air', hidden: 128 },
};

/** A real training that outlasts the trial. */
async function startTraining({ page }: RunningApp, { sample, hidden }: { sample: string; hidden: number }): Promise<void> {
  await page.getByTestId(`sample-${sample}`).click();
  await page.getByTestId('series-chart').waitFor();
  await page.getByTestId('train-open').first().click();
  await page.getByTestId('train-start').waitFor();
  if (!(await page.getByTestId('train-hidden').isVisible())) await page.getByTestId('train-advanced').click();
  await page.getByTestId('train-hidden').fill(String(hidden));
  await page.getByTestId('train-epochs').fill('20000');
  await page.getByTestId('train-patience').fill('20000');
  await page.getByTestId('train-start').click();
  await page.getByTestId('run-live').waitFor();
  await page.waitForTimeout(2000);
}

/** All runs of the workspace side by side. */
async function openComparison({ page }: RunningApp): Promise<void> {
  await page.getByTestId('workbench').waitFor();
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

async function measure(training: Training, app: RunningApp): Promise<Row[]> {
  const { page } = app;
  const rows: Row[] = [];
  const add = (what: string, values: readonly number[], budget: number, areFrames = false): void => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    const late = areFrames ? sorted.filter((value) => value > 1.5 * budget).length / sorted.length : null;
    rows.push({ training, what, median: at(0.5), p95: at(0.95), worst: at(1), late, budget });
  };
  if (training !== 'none') {
    await startTraining(app, RECIPES[training]);
    add('frame, live page', await restingFrames(page, REST_MS), FRAME_BUDGET, true);
    add('work a frame, live page', await workOfFrames(page, moves), FRAME_BUDGET);
  }
  await openComparison(app);
  add('frame, at rest', await restingFrames(page, REST_MS), FRAME_BUDGET, true);
  const { script, frames } = await hover(page, moves);
  add('frame, hovering', frames, FRAME_BUDGET, true);
  add('script a hover', script, HOVER_BUDGET);
  add('work a frame, comparison', await workOfFrames(page, moves), FRAME_BUDGET);
  return rows;
}

/** One kind of training in an app of its own. */
async function trial(training: Training): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hindcast-compare-'));
  try {
    await writeSyntheticRuns(join(folder, 'workspace'), { runs, epochs, sameData: true });
    const app = await launch({ folder });
    try {
      return await measure(training, app);
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

warnWhereBusy();
const rows: Row[] = [];
for (const training of trainings) rows.push(...(await trial(training)));
const label = flags.text('label');
const out = flags.text('out');
if (out !== undefined)
  for (const row of rows) appendFileSync(out, `${JSON.stringify({ ...(label !== undefined && { label }), ...row })}\n`);
if (flags.json) console.log(JSON.stringify({ runs, epochs, moves, rows }));
else {
  console.log(`${runs} finished runs of ${epochs} epochs, milliseconds`);
  printColumns(['trains', '', 'median', '95 %', 'worst', 'late', 'budget'], 25);
  for (const { training, what, median, p95, worst, late, budget } of rows) {
    const share = late === null ? '' : `${rounded(100 * late)} %`;
    printColumns([training, what, rounded(median), rounded(p95), rounded(worst), share, rounded(budget)], 25);
  }
}
