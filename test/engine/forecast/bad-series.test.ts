/** A panel in which every other series is a bad one, through the methods of the catalogue: what each of them gets, and that none stops the others. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { AutomaticResult } from '../../../engine/protocol/automatic.ts';

const ROWS = 80;
const HORIZON = 6;
const random = createRandom(5);
const month = (i: number): string => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`;
const seasonal = (i: number): number => 100 + 0.2 * i + 10 * Math.sin((2 * Math.PI * i) / 12) + random.normal();
const EXACT = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];

/** Values from the first month on; null: an empty cell. */
const panel: Record<string, Array<number | null>> = {
  good: Array.from({ length: ROWS }, (_, i) => seasonal(i)),
  zeros: new Array<number>(ROWS).fill(0),
  constant: new Array<number>(ROWS).fill(7.3),
  exact: Array.from({ length: ROWS }, (_, i) => EXACT[i % 12]!),
  void: new Array<null>(ROWS).fill(null),
  one: [5],
  three: [100, 105, 103],
  ended: Array.from({ length: 60 }, (_, i) => seasonal(i)),
  gaps: Array.from({ length: ROWS }, (_, i) => (i % 3 === 1 ? null : seasonal(i))),
  negative: Array.from({ length: ROWS }, (_, i) => seasonal(i) - 110),
  huge: Array.from({ length: ROWS }, (_, i) => 1e12 * seasonal(i)),
  tiny: Array.from({ length: ROWS }, (_, i) => 1e-9 * seasonal(i)),
};

const folder = mkdtempSync(join(tmpdir(), 'hindcast-bad-series-'));
const { client, close } = openSession();
afterAll(close);

/** One series has no id column, so that nothing has to be told of it. */
function file(name: string, series: typeof panel): string {
  const path = join(folder, `${name}.csv`);
  const alone = Object.keys(series).length === 1;
  const rows = Object.entries(series).flatMap(([id, values]) =>
    values.map((value, i) => `${alone ? '' : `${id},`}${month(i)},${value ?? ''}\n`),
  );
  writeFileSync(path, `${alone ? '' : 'id,'}date,y\n${rows.join('')}`);
  return path;
}

async function forecast(name: string, series: typeof panel, model: string): Promise<AutomaticResult> {
  const { id } = await client.call('data.import', { path: file(name, series), overrides: {} });
  return client.call('catalogue.forecast', { datasetId: id, target: 'y', horizon: HORIZON, model, season: 12, folds: 3, budgetSeconds: 5 });
}

describe.each(['naive', 'seasonalNaive', 'holtWintersMultiplicative', 'theta', 'ridge-local', 'ridge-global', 'ridge-blend'])(
  '%s',
  (model) => {
    let result: AutomaticResult;
    beforeAll(async () => {
      result = await forecast('panel', panel, model);
    }, 60_000);
    const of = (id: string): AutomaticResult['forecast']['series'][number] =>
      result.forecast.series.find(({ seriesId }) => seriesId === id)!;

    it('forecasts every series with a value, and names the one without', () => {
      expect(result.forecast.skipped).toEqual([{ seriesId: 'void', reason: `"y" has no value in its ${ROWS} rows` }]);
      expect(result.forecast.series.map(({ seriesId }) => seriesId).sort()).toEqual(
        Object.keys(panel)
          .filter((id) => id !== 'void')
          .sort(),
      );
      for (const { seriesId, values, mean } of result.forecast.series) {
        const levels = seriesId === 'one' ? values.filter((_, i) => i % 9 === 4) : values;
        expect([...levels, ...mean].filter((value) => !Number.isFinite(value))).toEqual([]);
      }
      expect(result.forecast.notes).toEqual(['Series "one" shows no errors to learn an interval from: its median stands alone.']);
    });

    it.each([
      ['zeros', 0],
      ['constant', 7.3],
    ] as const)('goes on with what never changed: %s', (id, level) => {
      for (const value of of(id).values) expect(value).toBeCloseTo(level, 12);
    });

    it.each([
      ['huge', 1e12],
      ['tiny', 1e-9],
    ] as const)('is as good on values of any size: %s', (id, unit) => {
      const [values, plain] = [of(id).values, of('good').values];
      values.forEach((value, i) => expect(Math.abs(value / unit / plain[i]! - 1)).toBeLessThan(0.2));
    });

    it('tells of what was left out in few sentences', () => {
      expect(result.evaluation.notes.length).toBeLessThan(8);
      expect(result.evaluation.notes.join('\n')).toMatch(
        /forecasts of 2 series, "one" among them, were left out: fewer than 7 rows lie before/,
      );
    });
  },
);

describe('a series alone', () => {
  it.each([
    ['zeros', 'naive'],
    ['constant', 'ses'],
    ['constant', 'mstlEts'],
    ['exact', 'theta'],
    ['exact', 'holtWintersAdditive'],
    ['exact', 'seasonalNaive'],
  ])('that can be forecast exactly is forecast as well as by seasonal naive: %s by %s', async (id, model) => {
    const { evaluation, forecast: made } = await forecast(`${id}-alone`, { [id]: panel[id]! }, model);
    expect(evaluation.verdict).toMatchObject({ beatsSeasonalNaive: false, skill: 0 });
    expect(evaluation.verdict.sentence).toMatch(/^Is as good as seasonal naive: MAE 0\.00 against 0\.00 over 3 folds\. Prefer/);
    expect(evaluation.tests.seasonalNaive).toBeNull();
    expect(evaluation.skillByStep.seasonalNaive).toEqual(new Array(HORIZON).fill(0));
    expect(made.series[0]!.values.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['void', /No column holds numbers that could be forecast; check the delimiter/],
    [
      'three',
      /at least 13 rows to backtest "y" at a horizon of 6 but the longest of three-alone has 3\. Use a shorter horizon or more data\./,
    ],
  ])('of which nothing can be said is refused: %s', async (id, sentence) => {
    await expect(forecast(`${id}-alone`, { [id]: panel[id]! }, 'theta')).rejects.toThrow(sentence);
  });

  it('with a season longer than itself is forecast without one, and says so', async () => {
    const { notes } = await forecast('season', { good: panel['good']!.slice(0, 20) }, 'naive2');
    expect(notes).toContain(
      'A season of 12 steps cannot be seen in series of at most 20 rows: what needs one forecasts as if there were none.',
    );
  });
});
