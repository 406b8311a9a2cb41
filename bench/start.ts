/**
 * Cold start of the built desktop app: from the start of its process until the window can be used. Needs a screen or Xvfb.
 *
 *   node bench/start.ts [--json] [--quick] [--runs 10] [--kept 1000] [--label <text>]
 *
 * `--kept`: so many made-up finished runs lie in the workspace.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { findRuntime, openScreen, ROOT } from '../test/e2e/runtime.ts';
import { warnWhereBusy } from './best.ts';
import { writeSyntheticRuns } from './compare/synthetic-runs.ts';
import { Flags, refuse } from './flags.ts';
import { markdownTable } from './print.ts';

interface Mark {
  name: string;
  at: number;
}

const flags = new Flags(['runs', 'kept', 'label'], []);
const kept = flags.text('kept') === undefined ? 0 : flags.numbers('kept', [])[0]!;
const [runs = 10] = flags.numbers('runs', [flags.quick ? 3 : 10]);
const runtime = findRuntime();
if (typeof runtime === 'string') refuse(runtime);
warnWhereBusy();

const screen = await openScreen();
const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-start-'));
const trials: Mark[][] = [];
try {
  if (kept > 0) await writeSyntheticRuns(path.join(folder, 'workspace'), { runs: kept, epochs: 10 });
  // The first start makes the folders and fills the caches that every later one finds.
  await start(runtime.executable);
  for (let run = 0; run < runs; run++) trials.push(await start(runtime.executable));
} finally {
  screen.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

const names = trials[0]?.map(({ name }) => name) ?? [];
const rows = names.map((name) => ({
  name,
  ...quartiles(trials.flatMap((marks) => marks.filter((mark) => mark.name === name).map(({ at }) => at))),
}));
if (flags.json) console.log(JSON.stringify({ trial: 'start', label: flags.text('label') ?? '', cpu: cpus()[0]?.model, runs, kept, rows }));
else
  console.log(
    markdownTable(
      ['until', 'lower quartile (ms)', 'median (ms)', 'upper quartile (ms)'],
      rows.map(({ name, lower, median, upper }) => [name, ...[lower, median, upper].map(Math.round)]),
    ),
  );

/** Starts the app with folders of an earlier start, takes its own measurement and ends it. */
async function start(executable: string): Promise<Mark[]> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const folders = [`--user-data-dir=${path.join(folder, 'user-data')}`, `--workspace=${path.join(folder, 'workspace')}`];
  const child = spawn(executable, [ROOT, ...asRoot, ...folders, `--measure-start=${Date.now()}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...(screen.display === undefined ? {} : { DISPLAY: screen.display }) },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  const marks = await new Promise<Mark[]>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((candidate) => candidate.startsWith('{"marks"'));
      if (line !== undefined && text.includes('\n')) resolve((JSON.parse(line) as { marks: Mark[] }).marks);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The app ended with ${code} before its window could be used.`)));
  });
  child.kill('SIGTERM');
  await ended;
  return marks;
}

function quartiles(values: number[]): { lower: number; median: number; upper: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? NaN;
    return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? NaN) - low);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
