import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../engine/base/random.ts';
import type { ImportanceReport, WhatIfReport } from '../../engine/protocol/explanation.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-explain-'));
const random = createRandom(3);
const driver = Array.from({ length: 300 }, () => random.normal());
const noise = driver.map(() => random.normal());
const plan = driver.map(() => random.normal());
/** Rows with the plan for two more steps. */
const rows = driver.map((x, t) => {
  const y = t === 0 ? 0 : 3 * driver[t - 1]! + 2 * plan[t]! + 0.2 * random.normal();
  return `${t < 298 ? y : ''},${x},${noise[t]},${plan[t]}`;
});
writeFileSync(join(folder, 'data.csv'), `y,driver,noise,plan\n${rows.join('\n')}\n`);

const explain = (...flags: string[]) => hindcast(['explain', 'run', '--quiet', ...flags], { cwd: folder });
interface Explained {
  importance: Pick<ImportanceReport, 'covariates' | 'unweighed'>;
  saliency: { columns: Array<{ column: string; moves: number[]; ahead: number[] | null }>; segments: unknown[] };
}

beforeAll(async () => {
  const flags =
    '--target y --horizon 2 --context 8 --covariates driver,noise --future plan --season 1 --no-anchor --hidden 8 --epochs 40'.split(' ');
  const { code, stderr } = await hindcast(['train', 'data.csv', ...flags, '--out', 'run', '--quiet'], {
    cwd: folder,
  });
  expect(`${code} ${stderr}`).toBe('0 ');
}, 60_000);

describe('explanations on the command line', () => {
  it('name what matters first, of what kind it is, and the stretches of what was and is planned', async () => {
    const { code, stdout } = await explain('--json');
    expect(code).toBe(0);
    const { importance, saliency } = JSON.parse(stdout) as Explained;
    expect(importance.covariates.map(({ kind, column }) => [column, kind])).toEqual([
      ['plan', 'future'],
      ['driver', 'past'],
      ['noise', 'past'],
    ]);
    expect(importance.covariates[0]!.byStep).toHaveLength(2);
    expect(importance.unweighed).toEqual([]);
    expect(saliency.columns.map(({ column, ahead }) => [column, ahead?.length])).toEqual([
      ['y', undefined],
      ['driver', undefined],
      ['noise', undefined],
      ['plan', 2],
    ]);
    expect(saliency.columns[0]!.moves).toHaveLength(2 * saliency.segments.length);
    const text = await explain('--width', '4', '--fill', 'mean');
    expect(text.stdout).toMatch(/covariate +kind +all steps +step 1 +step 2\n[- ]+\nplan +known ahead +[\d.]+ ± [\d.]+/);
    expect(text.stdout).toMatch(/y, 8 to 5 before the end/);
    expect(text.stdout).toMatch(/plan, the 2 ahead/);
  });

  it('what-if moves the forecast, by several columns at once', async () => {
    const { code, stdout } = await explain('--what-if', 'driver=+1,plan=+1', '--last', '1', '--json');
    expect(code).toBe(0);
    const { moves, time, quantiles } = JSON.parse(stdout) as { moves: number[]; time: number[] } & Pick<WhatIfReport, 'quantiles'>;
    // The last of the driver acts on the first step, the last of the plan on the second.
    expect(moves[0]).toBeGreaterThan(1);
    expect(moves[1]).toBeGreaterThan(1);
    expect(time).toEqual([299, 300]);
    expect(quantiles).toContain(0.5);
  });

  it('refuses what the model does not know, and says what it does', async () => {
    const unknown = await explain('--what-if', 'prize=1');
    expect([unknown.code, unknown.stderr.trim()]).toEqual([
      1,
      'hindcast: The model has no covariate "prize": it reads driver, noise, plan.',
    ]);
    const more = await explain('--what-if', 'driver=+1', '--last', '11');
    expect(more.code).toBe(1);
    expect(more.stderr).toMatch(/Expected at most 8 values of "driver" to change, all that the model reads, but received 11\./);
    const series = await explain('--series', 'north');
    expect(series.code).toBe(1);
    expect(series.stderr).toMatch(/has no series "north"/);
    expect((await explain('--last', '3')).code).toBe(2);
  });
});
