import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../engine/base/random.ts';
import type { WhatIfReport } from '../../engine/protocol/explanation.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-explain-'));
const random = createRandom(3);
const driver = Array.from({ length: 300 }, () => random.normal());
const noise = driver.map(() => random.normal());
const rows = driver.map((x, t) => `${t === 0 ? 0 : 3 * driver[t - 1]! + 0.2 * random.normal()},${x},${noise[t]}`);
writeFileSync(join(folder, 'data.csv'), `y,driver,noise\n${rows.join('\n')}\n`);

const explain = (...flags: string[]) => hindcast(['explain', 'run', '--quiet', ...flags], { cwd: folder });
interface Explained {
  importance: { covariates: Array<{ column: string; byStep: number[] }>; windows: number };
  saliency: { columns: Array<{ column: string; moves: number[] }>; segments: unknown[] };
}

beforeAll(async () => {
  const flags = ['--target', 'y', '--horizon', '2', '--context', '8', '--covariates', 'driver,noise', '--season', '1', '--no-anchor'];
  const { code, stderr } = await hindcast(['train', 'data.csv', ...flags, '--hidden', '8', '--epochs', '40', '--out', 'run', '--quiet'], {
    cwd: folder,
  });
  expect(`${code} ${stderr}`).toBe('0 ');
});

describe('explanations on the command line', () => {
  it('name the covariate that matters first, and the stretches of the context', async () => {
    const { code, stdout } = await explain('--json');
    expect(code).toBe(0);
    const { importance, saliency } = JSON.parse(stdout) as Explained;
    expect(importance.covariates.map(({ column }) => column)).toEqual(['driver', 'noise']);
    expect(importance.covariates[0]!.byStep).toHaveLength(2);
    expect(saliency.columns.map(({ column }) => column)).toEqual(['y', 'driver', 'noise']);
    expect(saliency.columns[0]!.moves).toHaveLength(2 * saliency.segments.length);
    const text = await explain('--width', '4', '--fill', 'mean');
    expect(text.stdout).toMatch(/covariate +all steps +step 1 +step 2\n[- ]+\ndriver +[\d.]+ ± [\d.]+/);
    expect(text.stdout).toMatch(/y, 8 to 5 before the end/);
  });

  it('what-if moves the forecast', async () => {
    const { code, stdout } = await explain('--what-if', 'driver=+1', '--last', '1', '--json');
    expect(code).toBe(0);
    const { moves, time, quantiles } = JSON.parse(stdout) as { moves: number[]; time: number[] } & Pick<WhatIfReport, 'quantiles'>;
    expect(moves[0]).toBeGreaterThan(1);
    expect(time).toEqual([301, 302]);
    expect(quantiles).toContain(0.5);
    expect((await explain('--what-if', 'driver=+1')).stdout).toMatch(
      /^Median of "y" of "series" with driver=\+1:\ntime +as it is +changed +move/,
    );
  });

  it('refuses what the model does not know', async () => {
    const unknown = await explain('--what-if', 'prize=1');
    expect([unknown.code, unknown.stderr.trim()]).toEqual([1, 'hindcast: The model has no covariate "prize": it reads driver, noise.']);
    const series = await explain('--series', 'north');
    expect(series.code).toBe(1);
    expect(series.stderr).toMatch(/has no series "north"/);
    expect((await explain('--last', '3')).code).toBe(2);
  });
});
