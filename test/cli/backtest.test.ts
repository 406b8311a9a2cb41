import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BacktestResult, Leaderboard } from '../../engine/protocol/evaluation.ts';
import { hindcast, root } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-backtest-'));
const csv = join(root, 'samples', 'air-passengers', 'air-passengers.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: string[]): Promise<string> {
  const { stdout, stderr, code } = await hindcast([...args, '--quiet'], { cwd: folder });
  expect(`${code} ${stderr}`).toBe('0 ');
  return stdout;
}
const json = async <T>(args: string[]): Promise<T> => JSON.parse(await run([...args, '--json'])) as T;
const train = (out: string, ...flags: string[]) =>
  run(['train', csv, '--target', 'passengers', '--epochs', '3', '--hidden', '4', '--out', `runs/${out}`, ...flags]);

beforeAll(async () => {
  await train('one', '--horizon', '6', '--seed', '1');
  await train('two', '--horizon', '6', '--seed', '2');
  await train('short', '--horizon', '3');
});

describe('hindcast backtest', () => {
  it('trains anew on a rolling window, and says which rows each forecast and each fit saw', async () => {
    const result = await json<BacktestResult>([
      ...['backtest', 'runs/one', '--folds', '2', '--stride', '6', '--refit', 'every', '--window', 'rolling:100', '--audit'],
    ]);
    expect([result.folds, result.stride, result.window, result.refit, result.points]).toEqual([2, 6, 100, 1, 12]);
    expect(result.audit!.map(({ origin, fit, fitted, seen }) => ({ origin, fit, fitted, seen }))).toEqual([
      { origin: 132, fit: 0, fitted: { from: 32, to: 132 }, seen: { from: 32, to: 132 } },
      { origin: 138, fit: 1, fitted: { from: 38, to: 138 }, seen: { from: 38, to: 138 } },
    ]);
  });

  it('as trained, the fit ends where the test part begins', async () => {
    const text = await run(['backtest', 'runs/one', '--folds', '2', '--stride', '6', '--audit']);
    expect(text).toMatch(/series +fold +forecasts from row +saw rows +fit +fitted on rows/);
    expect(text).toMatch(/ 0 +133 +\d+-132 +0 +1-122$/m);
  });

  it.each([
    { by: 'step', rows: 6, head: /step, MAE +model +seasonal naive +ridge/ },
    { by: 'fold', rows: 3, head: /fold, MASE +points/ },
    { by: 'series', rows: 1, head: /series, MASE +points/ },
  ])('tells the errors by $by', async ({ by, rows, head }) => {
    const text = await run(['backtest', 'runs/one', '--folds', '3', '--by', by]);
    expect(text).toMatch(head);
    expect(text.slice(text.search(head)).trim().split('\n')).toHaveLength(rows + 2);
  });

  it.each([
    { args: ['--window', 'rolling:0'], message: 'Expected expanding or rolling:<rows> for --window but received "rolling:0".' },
    { args: ['--refit', '0'], message: 'Expected never, every, or a whole number of folds for --refit but received "0".' },
  ])('refuses $args', async ({ args, message }) => {
    const { code, stderr } = await hindcast(['backtest', 'runs/one', ...args], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('hindcast leaderboard', () => {
  it('ranks what can be compared, and says what keeps the others apart', async () => {
    const { groups, refusals } = await json<Leaderboard>(['leaderboard']);
    expect(groups.map(({ rows }) => rows.map(({ name }) => name).sort())).toEqual([['one', 'two'], ['short']]);
    const [first, second] = groups[0]!.rows;
    expect(first!.error).toBeLessThanOrEqual(second!.error);
    expect(first!.pValue).toBeNull();
    expect(second!.pValue).toBeGreaterThan(0);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatch(/^short: not ranked with (one|two), since these differ: horizon \(3 against 6\)/);
  });
});
