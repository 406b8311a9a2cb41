/**
 * Accuracy on public sets, by the rules of their competitions and papers, beside what is published.
 *
 *   node bench/accuracy.ts m4 --train F --test F --season 24 --horizon 48
 *   node bench/accuracy.ts m3 --train F --test F
 *   node bench/accuracy.ts ltsf --csv F --context 96,336 --horizon 96,192 [--split 8640,2880,2880] [--season 24]
 *
 * All take [--model naive,ridge-local] [--seeds 3] [--set NAME] [--json] [--quick] [--out ROWS]. `--quick`: every tenth series or window. `--out` keeps
 * the rows, an object a line, and a second run measures only those that are missing. Files of the same formats work too; a set is named after its file.
 */
import { basename } from 'node:path';
import { catalogue, findModel } from '../engine/forecast/catalogue.ts';
import type { CatalogueModel } from '../engine/models/forecaster.ts';
import { fromBaseline } from '../engine/models/from-baseline.ts';
import { naive2M3 } from '../engine/models/index.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';
import { channelId, evaluateLtsf } from './accuracy/evaluate-ltsf.ts';
import { forecastPanel } from './accuracy/forecast-panel.ts';
import { evaluatePanel } from './accuracy/evaluate-panel.ts';
import { KeptRows, type Trial } from './accuracy/kept-rows.ts';
import { MalformedFile } from './accuracy/malformed.ts';
import { everyTenth, type PanelForecasts, type PanelSeries } from './accuracy/panel.ts';
import { readLtsf, scaleByTraining } from './accuracy/read-ltsf.ts';
import { readM3 } from './accuracy/read-m3.ts';
import { readM4 } from './accuracy/read-m4.ts';
import type { Row } from './accuracy/row.ts';
import { showHead, showPublished, showRow } from './accuracy/show.ts';
import { benchTask } from './accuracy/task.ts';
import { Flags, refuse } from './flags.ts';

const [kind, ...rest] = process.argv.slice(2);
const flags = new Flags(['train', 'test', 'csv', 'season', 'horizon', 'context', 'split', 'model', 'seeds', 'set', 'out'], [], rest);
const names = catalogue.map(({ name }) => name);
const rows: Row[] = [];
const kept = openKept();
const trials: Record<string, () => Promise<void>> = { m4, m3, ltsf };
const trial = trials[kind ?? ''];
if (!trial) refuse('Usage: npm run bench -- accuracy m4|m3|ltsf [flags]; bench/accuracy.ts says which.');
if (!flags.json) showHead();
try {
  await trial();
} catch (error) {
  if (error instanceof MalformedFile) refuse(error.message);
  throw error;
}
if (!flags.json && !flags.quick) showPublished(rows);

async function m4(): Promise<void> {
  const [season] = flags.numbers('season', [1]) as [number];
  const [horizon] = flags.numbers('horizon', []);
  if (horizon === undefined) refuse('accuracy m4 needs --horizon.');
  const train = flags.needed('train');
  const set = flags.text('set') ?? `m4-${nameOf(train)}`;
  await panel(readM4(train, flags.needed('test'), season, horizon, ''), 'series', () => set, findModel('naive2')!);
}

async function m3(): Promise<void> {
  const set = flags.text('set') ?? 'm3';
  const setOf = (period: string): string => (period === '' ? set : `${set}-${period}`);
  const naive2 = fromBaseline('naive2', 'Naive2 as that competition computed it', naive2M3);
  await panel(readM3(flags.needed('train'), flags.needed('test')), 'points', setOf, naive2);
}

/** Every model on all series; told by period where there are several, and in all. `naive2` is the competition's own. */
async function panel(
  all: PanelSeries[],
  averaging: 'series' | 'points',
  setOf: (period: string) => string,
  naive2: CatalogueModel,
): Promise<void> {
  const series = flags.quick ? everyTenth(all) : all;
  const periods = [...new Set(series.map(({ period }) => period))];
  const histories = series.map(({ id, season, horizon, training }) => ({ id, season, horizon, training }));
  const reference = await forecastPanel(naive2, histories, 1);
  const parts = periods.length > 1 ? [...periods, ''] : [''];
  for (const name of flags.choices('model', names, names))
    for (const seed of seeds()) {
      if (showKept(parts.map(setOf), { model: name, seed, quick: flags.quick })) continue;
      const started = performance.now();
      const forecasts = await unlessRefused(name, () => forecastPanel(name === naive2.name ? naive2 : findModel(name)!, histories, seed));
      if (forecasts === null) continue;
      const seconds = (performance.now() - started) / 1000;
      for (const period of parts) {
        const chosen = [...series.keys()].filter((i) => period === '' || series[i]!.period === period);
        const part = (of: PanelForecasts): PanelForecasts => ({
          points: chosen.map((i) => of.points[i]!),
          quantiles: of.quantiles && { levels: of.quantiles.levels, values: chosen.map((i) => of.quantiles!.values[i]!) },
        });
        const members = chosen.map((i) => series[i]!);
        const figures = evaluatePanel(members, part(forecasts), averaging, part(reference));
        show({ set: setOf(period), model: name, ...figures, seconds, seed, quick: flags.quick });
      }
    }
}

async function ltsf(): Promise<void> {
  const path = flags.needed('csv');
  const [season] = flags.numbers('season', [24]) as [number];
  const [training, validation, test] = flags.numbers('split', [8640, 2880, 2880]);
  if (training === undefined || validation === undefined || test === undefined) refuse('--split takes three numbers of rows.');
  const split = { training, validation, test };
  const table = readLtsf(path);
  const length = table.channels[0]!.length;
  if (training + validation + test > length) refuse(`--split asks for ${training + validation + test} rows but ${path} has ${length}.`);
  const channels = scaleByTraining(table.channels, split);
  const known = channels.map((values) => values.slice(0, training + validation));
  for (const context of flags.numbers('context', [96]))
    for (const horizon of flags.numbers('horizon', [96])) {
      if (context + horizon > training || horizon > Math.min(validation, test))
        refuse(`Context ${context} and horizon ${horizon} do not fit into the parts of --split.`);
      for (const name of flags.choices('model', names, names))
        for (const seed of seeds()) {
          const set = flags.text('set') ?? nameOf(path);
          if (showKept([set], { model: name, context, horizon, seed, quick: flags.quick })) continue;
          const started = performance.now();
          const histories = known.map((values, c) => ({ id: channelId(c), season, values }));
          const task = benchTask({ histories, horizon, validationRows: validation, context, seed });
          const forecaster = await unlessRefused(name, () => findModel(name)!.fit(task));
          if (forecaster === null) continue;
          const stride = flags.quick ? 10 : 1;
          const test = { channels, split, horizon, season, stride, levels: task.quantiles };
          const { figures, windows } = await evaluateLtsf(test, forecaster);
          forecaster.dispose();
          const seconds = (performance.now() - started) / 1000;
          show({ set, model: name, context, horizon, windows, ...figures, seconds, seed, quick: flags.quick });
        }
    }
}

function seeds(): number[] {
  return Array.from({ length: flags.numbers('seeds', [1])[0]! }, (_, i) => i + 1);
}

/** `Hourly-train.csv` is `hourly`. */
function nameOf(path: string): string {
  return basename(path)
    .replace(/\.[^.]*$/, '')
    .replace(/[-_]train$/, '')
    .toLowerCase();
}

function openKept(): KeptRows {
  try {
    return new KeptRows(flags.text('out'));
  } catch (error) {
    if (error instanceof MalformedFile) refuse(error.message);
    throw error;
  }
}

/** Shows the rows of a trial where they are kept already. */
function showKept(sets: readonly string[], trial: Trial): boolean {
  const found = kept.find(sets, trial);
  found?.forEach(print);
  return found !== null;
}

/** A model that cannot be fitted to a set is told and does not stop the others. */
async function unlessRefused<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    console.error(`${name}: ${error.message}`);
    return null;
  }
}

function show(row: Row): void {
  kept.add(row);
  print(row);
}

function print(row: Row): void {
  rows.push(row);
  if (flags.json) console.log(JSON.stringify(row));
  else showRow(row);
}
