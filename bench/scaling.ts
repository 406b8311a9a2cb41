/**
 * How training scales: time over batch, context and layers; a second thread; memory.
 *
 *   node bench/scaling.ts [--json] [--quick] [--cells lstm,gru] [--only exponents,threads,memory]
 */
import { loadNative } from '../engine/native/binding.ts';
import { warnWhereBusy } from './best.ts';
import { Flags } from './flags.ts';
import type { Cell } from './network.ts';
import { markdownTable } from './print.ts';
import { type ExponentRow, measureExponent } from './scaling/exponents.ts';
import { measureMemory, type MemoryRow } from './scaling/memory.ts';
import { measureThreads, type ThreadsRow } from './scaling/threads.ts';

const PARTS = ['exponents', 'threads', 'memory'] as const;
const flags = new Flags(['cells', 'only'], []);
const core = loadNative();
const cells = flags.choices<Cell>('cells', ['lstm', 'gru', 'rnn'], ['lstm', 'gru']);
const parts = flags.choices('only', PARTS, PARTS);
const seconds = flags.quick ? 0.3 : 1.5;
/** Proportional, as near as a small size can be: what is done once a step weighs more there. */
const GOAL = [0.9, 1.1] as const;
warnWhereBusy();

if (parts.includes('exponents')) {
  const rows: ExponentRow[] = [];
  for (const cell of cells) for (const over of ['B', 'T', 'L'] as const) rows.push(told(await measureExponent(core, cell, over, seconds)));
  const head = ['cell', 'over', 'sizes', 'ms a step', 'exponent', `within ${GOAL.join(' to ')}`];
  table(head, rows, ({ cell, over, sizes, secondsPerStep, exponent }) => {
    const times = secondsPerStep.map((value) => (value * 1000).toFixed(1)).join(' ');
    return [cell, over, sizes.join(' '), times, exponent.toFixed(3), exponent >= GOAL[0] && exponent <= GOAL[1] ? 'yes' : 'no'];
  });
}

if (parts.includes('threads')) {
  const rows: ThreadsRow[] = [];
  for (const cell of cells)
    for (const H of flags.quick ? [64] : [64, 128, 256])
      for (const B of [64, 256]) rows.push(told(await measureThreads(core, cell, { B, T: 96, I: 1, H, L: 1 }, seconds)));
  const head = ['cell', 'B', 'H', 'windows/s on 1', 'on 2', 'ratio', 'ratio of peaks'];
  table(head, rows, ({ cell, B, H, windowsPerSecond: { one, two }, ratio, peakRatio }) => [
    cell,
    ...[B, H, Math.round(one), Math.round(two)].map(String),
    ratio.toFixed(2),
    peakRatio.toFixed(2),
  ]);
}

if (parts.includes('memory')) {
  const rows: MemoryRow[] = [];
  for (const cell of cells)
    for (const { H, L } of [
      { H: 64, L: 1 },
      { H: 128, L: 2 },
    ])
      for (const B of [16, 64, 256]) rows.push(told(measureMemory(cell, { B, T: 336, I: 1, H, L })));
  const megabytes = (bytes: number | null): string => (bytes === null ? '' : (bytes / 2 ** 20).toFixed(1));
  const head = ['cell', 'B', 'T', 'H', 'L', 'MiB needed', 'stated', 'resident', 'stated / needed', 'resident / needed'];
  table(head, rows, (row) => [
    row.cell,
    ...[row.B, row.T, row.H, row.L].map(String),
    megabytes(row.neededBytes),
    megabytes(row.statedBytes),
    megabytes(row.residentBytes),
    row.statedRatio.toFixed(2),
    row.residentRatio?.toFixed(2) ?? '',
  ]);
}

/** With `--json` a row is printed as soon as it is there. */
function told<Row>(row: Row): Row {
  if (flags.json) console.log(JSON.stringify(row));
  return row;
}

function table<Row>(head: string[], rows: readonly Row[], cellsOf: (row: Row) => string[]): void {
  if (!flags.json) console.log(`${markdownTable(head, rows.map(cellsOf))}\n`);
}
