import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RateSearch } from '../../engine/protocol/inspection.ts';
import type { RunDetail } from '../../engine/protocol/training.ts';
import { spread } from '../../cli/train-many.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-seeds-'));
const csv = join(folder, 'data.csv');
const rows = Array.from(
  { length: 150 },
  (_, t) => `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')},${50 + t / 3 + 8 * Math.sin(t / 1.9)}`,
);
writeFileSync(csv, `date,y\n${rows.join('\n')}\n`);
const task = [csv, '--target', 'y', '--horizon', '4', '--hidden', '8', '--epochs', '10'];

describe('several runs on the command line', () => {
  it('--seeds and --models train side by side and compare, best first', async () => {
    const { code, stdout, stderr } = await hindcast(
      ['train', ...task, '--models', 'gru,rnn', '--seeds', '2', '--seed', '7', '--quiet', '--json'],
      { cwd: folder },
    );
    expect(`${code} ${stderr}`).toBe('0 ');
    const { runs, summary } = JSON.parse(stdout) as { runs: RunDetail[]; summary: Array<{ metric: string; mean: number; sd: number }> };
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['data-gru-seed7', 'data-gru-seed8', 'data-rnn-seed7', 'data-rnn-seed8']);
    const losses = runs.map(({ bestValidationLoss }) => bestValidationLoss!);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
    expect(summary[0]!.metric).toBe('validation loss');
    expect(summary[0]!.mean).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 4, 9);
    expect(runs[0]!.history[0]!.layerNorms.map(({ layer }) => layer)).toEqual(['layer1', 'head', 'skip']);
    expect(runs[0]!.history[0]!.clippedNorm).toBeGreaterThan(0);

    const shown = await hindcast(['inspect-model', 'runs/data-gru-seed7', '--quiet'], { cwd: folder });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/layer1 \(gru, 8\) +z +[\d.]+/);

    const text = await hindcast(['train', ...task, '--seeds', '2', '--out', 'two', '--quiet'], { cwd: folder });
    expect(text.stdout).toMatch(/two-seed1.*\n.*two-seed2|two-seed2.*\n.*two-seed1/);
    expect(text.stdout).toMatch(/mean of GRU.*\nstandard deviation/);
  });

  it('rate suggests a learning rate and writes nothing', async () => {
    const place = mkdtempSync(join(tmpdir(), 'hindcast-rate-'));
    const { code, stdout } = await hindcast(['rate', ...task, '--quiet', '--json'], { cwd: place });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as RateSearch).suggestion).toBeGreaterThan(1e-4);
    expect(existsSync(join(place, 'runs'))).toBe(false);
    expect((await hindcast(['rate', ...task, '--quiet'], { cwd: place })).stdout).toMatch(/^Suggested learning rate: /);
  });
});

it('mean and sample deviation', () => {
  expect(spread([1, 2, 3, 4, null])).toEqual({ mean: 2.5, sd: Math.sqrt(5 / 3) });
  expect(spread([3])).toEqual({ mean: 3, sd: null });
  expect(spread([null])).toEqual({ mean: null, sd: null });
});
