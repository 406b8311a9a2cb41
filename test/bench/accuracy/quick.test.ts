import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../bench/accuracy/row.ts';

/** Public sets lie beside the checkout, as their licences differ. */
const data = join(import.meta.dirname, '../../../../shared/data');
const absent = !existsSync(data);
if (absent) console.warn(`SKIPPED: the public sets are not at ${data}; the accuracy benchmark is not run on a part of them.`);

const root = join(import.meta.dirname, '../../..');

function measure(...args: string[]): Map<string, Row> {
  const text = execFileSync(process.execPath, [join(root, 'bench/accuracy.ts'), ...args, '--quick', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  return new Map(rows.map((row) => [`${row.set} ${row.model}`, row]));
}

/** Every tenth series or window, with what is fast. The figures are of this part of a set and not to be compared with published ones. */
describe.skipIf(absent)('the accuracy benchmark on a fixed part of each set', () => {
  it('M4 hourly: a ridge for each series beats seasonal naive by far, with intervals that hold', () => {
    const files = ['--train', join(data, 'm4-hourly/Hourly-train.csv'), '--test', join(data, 'm4-hourly/Hourly-test.csv')];
    const rows = measure('m4', ...files, '--season', '24', '--horizon', '48', '--set', 'm4', '--model', 'seasonalNaive,naive2,ridge-local');
    expect(rows.get('m4 naive2')?.owa).toBe(1);
    expect(rows.get('m4 ridge-local')!.owa!).toBeLessThan(0.8 * rows.get('m4 seasonalNaive')!.owa!);
    expect(rows.get('m4 ridge-local')!.coverage80!).toBeGreaterThan(0.77);
    expect(rows.get('m4 ridge-local')!.coverage80!).toBeLessThan(0.86);
  });

  it('M3: the combination of classical methods beats each of its kind', () => {
    const files = ['--train', join(data, 'm3/m3_train.csv'), '--test', join(data, 'm3/m3_test.csv')];
    const rows = measure('m3', ...files, '--model', 'theta,combination');
    expect(rows.get('m3 combination')!.smape!).toBeLessThan(rows.get('m3 theta')!.smape!);
    expect(rows.get('m3 combination')!.owa!).toBeLessThan(0.85);
  });

  it('ETTh1: the ridge for all channels beats seasonal naive, and its intervals follow the change of the test part', () => {
    const rows = measure(
      'ltsf',
      '--csv',
      join(data, 'etth1/ETTh1.csv'),
      '--context',
      '96',
      '--horizon',
      '96',
      '--model',
      'seasonalNaive,ridge-global',
    );
    expect(rows.get('etth1 ridge-global')!.mse!).toBeLessThan(0.8 * rows.get('etth1 seasonalNaive')!.mse!);
    expect(rows.get('etth1 ridge-global')!.coverage80!).toBeGreaterThan(0.77);
    expect(rows.get('etth1 ridge-global')!.coverage80!).toBeLessThan(0.83);
  });
});
