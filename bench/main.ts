/** `npm run bench -- <trial> [flags]`: runs one trial of this folder as a process of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const trials: Record<string, string> = {
  train: 'training speed: GFLOP/s, share of the measured peak, windows a second, per instruction set; --peers: PyTorch beside it',
  'js-peers': 'windows a second of TensorFlow.js and brain.js beside ours; --markdown',
  scaling: 'time over batch, context and layers; a second thread; memory',
  accuracy: 'forecasts of public sets beside what is published: m4, m3 or ltsf with --train and --test or --csv; --model, --seeds',
  ui: 'the window over a million rows: import, first picture, zoom, hover, heap; --rows 100000',
  start: 'cold start of the built app until its window can be used; --runs 10, --kept 1000 runs in the workspace',
  runs: 'the lists of a thousand runs: opening, filtering, sorting, scrolling; --runs 1000, --out',
  compare: 'the comparison of 50 runs of 1,000 epochs while another trains: script of a hover, time between frames; --runs, --epochs',
  kills: 'kill -9 at random moments: the resumed run is compared byte by byte; --runs 200',
};

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && Object.hasOwn(trials, name)) {
  process.exitCode = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...rest], { stdio: 'inherit' }).status ?? 1;
} else {
  console.log('Usage: npm run bench -- <trial> [--json] [--quick]\n');
  for (const [trial, what] of Object.entries(trials)) console.log(`  ${trial}  ${what}`);
  process.exitCode = name === undefined ? 0 : 2;
}
