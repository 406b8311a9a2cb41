/** Covariates over the contract, from a CSV with rows that are planned to forecasts, a file, and scores of another CSV. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { CovariateChange } from '../../../engine/protocol/explanation.ts';
import type { ForecastResult, RunDetail, TrainingRequest } from '../../../engine/protocol/training.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-covariates-'));
const DAYS = 200;
const HORIZON = 5;
const EFFECTS: Record<string, number> = { plain: 0, flyer: 20, radio: -10 };

/** Sales of shops by day: weekends, promotions and prices, all of them planned for five more days. */
function shops(names: string[], change: (cells: string[]) => string[] = (cells) => cells): string {
  const random = createRandom(5);
  const lines = names.flatMap((shop, s) =>
    Array.from({ length: DAYS }, (_, day) => {
      const date = new Date(Date.UTC(2024, 0, 1 + day));
      const promotion = Object.keys(EFFECTS)[random.below(3)]!;
      const price = Math.round(100 * (1 + 2 * random.uniform())) / 100;
      const weekend = date.getUTCDay() % 6 === 0 ? 30 : 0;
      const sales = 100 + weekend + EFFECTS[promotion]! - 12 * price + random.normal();
      const kind = s % 2 === 0 ? 'city' : 'village';
      const cells = [date.toISOString().slice(0, 10), shop, kind, promotion, String(price), day < DAYS - HORIZON ? sales.toFixed(2) : ''];
      return change(cells).join(',');
    }),
  );
  return `date,shop,kind,promotion,price,sales\n${lines.join('\n')}\n`;
}

const csv = join(folder, 'shops.csv');
writeFileSync(csv, shops(['north', 'south', 'east', 'west']));
const { client, close } = openSession();
afterAll(close);

const request: Omit<TrainingRequest, 'datasetId'> = {
  data: {
    target: 'sales',
    horizon: HORIZON,
    context: 7,
    future: ['promotion', 'price'],
    statics: ['kind'],
    calendar: ['weekday', 'holiday:DE'],
    sinceObserved: true,
  },
  training: { epochs: 40, patience: 40, threads: 1 },
};

describe('a run with covariates', () => {
  let run: RunDetail;
  let forecast: ForecastResult;
  const model = join(folder, 'shops.onnx');
  const score = async (path: string): Promise<{ lines: string[]; skipped: unknown[]; notes: string[] }> => {
    const outPath = `${path}.scores`;
    const { skipped, notes } = await client.call('model.score', { modelPath: model, csvPath: path, outPath, overrides: {} });
    return { lines: readFileSync(outPath, 'utf8').trim().split(/\r?\n/).slice(1), skipped, notes };
  };

  beforeAll(async () => {
    const { id } = await client.call('data.import', { path: csv, overrides: {} });
    const { runId } = await client.call('training.start', { ...request, datasetId: id, folder: join(folder, 'run') });
    await ended(client, runId);
    run = await client.call('runs.get', { runId });
    forecast = await client.call('forecast.make', { runId, history: 2 });
    await client.call('model.export', { runId, path: model });
  }, 60_000);

  it('knows what weekends and promotions do', () => {
    expect(run.error).toBeNull();
    expect(run.config.data).toMatchObject({ categorical: ['promotion', 'kind'], sinceObserved: true });
    expect(run.evaluation!.metrics.model.mae).toBeLessThan(0.4 * run.evaluation!.metrics.seasonalNaive.mae);
  });

  it('forecasts the planned days of every series', () => {
    expect(forecast.skipped).toEqual([]);
    expect(forecast.notes).toEqual([]);
    expect(forecast.series.map(({ seriesId }) => seriesId)).toEqual(['north', 'south', 'east', 'west']);
    for (const { time, historyTime } of forecast.series) {
      expect(new Date(historyTime.at(-1)!).toISOString()).toBe('2024-07-13T00:00:00.000Z');
      expect(Array.from(time, (value) => new Date(value).getUTCDate())).toEqual([14, 15, 16, 17, 18]);
    }
  });

  it('the plan is what the file says of the days to come; names are no amounts', async () => {
    const plan = await client.call('explain.plan', { runId: run.id, seriesId: 'east' });
    const planned = readFileSync(csv, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','))
      .filter(([, shop]) => shop === 'east')
      .slice(-HORIZON);
    expect(plan.columns).toEqual([{ column: 'price', values: Float64Array.from(planned, (cells) => Number(cells[4])) }]);
    expect(plan.time).toEqual(forecast.series[2]!.time);
    expect(plan.names.map(({ column }) => column)).toEqual(['promotion']);
    expect(plan.names[0]!.values).toEqual(planned.map((cells) => cells[3]));
    expect(plan.names[0]!.choices.toSorted()).toEqual(Object.keys(EFFECTS).toSorted());
  });

  it('what if the price of the third planned day were higher: sales fall by about 12 there, and hardly elsewhere', async () => {
    const changes = [
      { column: 'price', kind: 'add' as const, value: 1, last: HORIZON - 2 },
      { column: 'price', kind: 'add' as const, value: -1, last: HORIZON - 3 },
    ];
    const { moves, unchanged, quantiles } = await client.call('explain.whatIf', { runId: run.id, seriesId: 'south', changes });
    expect(moves[2]).toBeLessThan(-6);
    expect(moves[2]).toBeGreaterThan(-18);
    for (const [step, move] of moves.entries()) if (step !== 2) expect(Math.abs(move)).toBeLessThan(0.3 * Math.abs(moves[2]!));
    const { values } = forecast.series[1]!;
    const middle = quantiles.indexOf(0.5);
    expect(unchanged[middle]).toBeCloseTo(values[middle]!, 9);
  });

  it('what if the promotion were another: each name moves its step by its own effect, together with the price', async () => {
    const { names } = await client.call('explain.plan', { runId: run.id, seriesId: 'south' });
    const planned = names[0]!.values.at(-1)!;
    const moveOf = async (changes: CovariateChange[]): Promise<number> =>
      (await client.call('explain.whatIf', { runId: run.id, seriesId: 'south', changes })).moves.at(-1)!;
    const promotion = (name: string): CovariateChange => ({ column: 'promotion', kind: 'set', value: 0, name, last: 1 });
    expect(await moveOf([promotion(planned)])).toBe(0);
    const [flyer, radio] = [await moveOf([promotion('flyer')]), await moveOf([promotion('radio')])];
    expect(flyer - radio).toBeGreaterThan(15);
    expect(flyer - radio).toBeLessThan(45);
    const cheaper: CovariateChange = { column: 'price', kind: 'add', value: -1, last: 1 };
    expect(await moveOf([promotion('flyer'), cheaper])).toBeGreaterThan(flyer + 4);
    await expect(moveOf([promotion('television')])).rejects.toMatchObject({ code: 'unknown-name' });
    await expect(moveOf([{ column: 'promotion', kind: 'add', value: 1 }])).rejects.toMatchObject({ code: 'bad-change' });
    await expect(moveOf([{ ...cheaper, name: 'cheap' }])).rejects.toMatchObject({ code: 'bad-change' });
    await expect(moveOf([{ column: 'kind', kind: 'set', value: 0, name: 'city' }])).rejects.toMatchObject({
      code: 'unknown-covariate',
      message: '"kind" is constant in each series, and only columns with a value at every step can be changed: it reads promotion, price.',
    });
  });

  it('and so does its file', async () => {
    const { lines, notes } = await score(csv);
    expect(notes).toEqual([]);
    const means = lines.map((line) => Number(line.split(',').at(-1)));
    const native = forecast.series.flatMap(({ mean }) => Array.from(mean));
    expect(means).toHaveLength(native.length);
    means.forEach((mean, i) => expect(Math.abs(mean - native[i]!)).toBeLessThan(1e-3));
  });

  it('a series whose plan has a gap is named and stops no other', async () => {
    const path = join(folder, 'gap.csv');
    writeFileSync(
      path,
      shops(['north', 'south', 'east', 'west'], (cells) => (cells[1] === 'east' && cells[0] === '2024-07-16' ? cells.with(4, '') : cells)),
    );
    const { lines, skipped } = await score(path);
    expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(new Set(['north', 'south', 'west']));
    expect(skipped).toEqual([
      { seriesId: 'east', reason: expect.stringMatching(/"price" has no value at 2024-07-16, step 3 of the 5/) as string },
    ]);
  });

  it('a series, a kind and a promotion that training never met are forecast, and named', async () => {
    const path = join(folder, 'new.csv');
    writeFileSync(
      path,
      shops(['north', 'beach'], (cells) =>
        cells[1] === 'beach' ? cells.with(2, 'island').with(3, cells[3] === 'radio' ? 'cinema' : cells[3]!) : cells,
      ),
    );
    const { lines, notes } = await score(path);
    expect(lines).toHaveLength(2 * HORIZON);
    expect(lines.every((line) => Number.isFinite(Number(line.split(',').at(-1))))).toBe(true);
    expect(notes).toEqual([
      expect.stringMatching(/never met "cinema" in column "promotion"/) as string,
      expect.stringMatching(/never met "island" in column "kind"/) as string,
    ]);
  });
});

describe('the catalogue with the same columns', () => {
  const declared = { future: ['promotion', 'price'], statics: ['kind'], calendar: ['weekday' as const, 'holiday:DE' as const] };
  const found = async (path: string, model: string, columns: Partial<typeof declared> = declared) => {
    const { id } = await client.call('data.import', { path, overrides: {} });
    return client.call('catalogue.forecast', { datasetId: id, target: 'sales', horizon: HORIZON, model, season: 7, ...columns });
  };

  it.each(['ridge-global', 'ridge-local', 'gru'])(
    '%s knows what weekends and promotions do, and forecasts the planned days',
    async (model) => {
      const { evaluation, forecast, notes } = await found(csv, model);
      expect(evaluation.metrics.model.mae).toBeLessThan(0.4 * evaluation.metrics.seasonalNaive.mae);
      expect(evaluation.metrics.model.mae).toBeLessThan(0.5 * evaluation.metrics.ridge.mae);
      expect(evaluation.notes).toContain('Ridge and the naive methods, with which it is compared, read the target alone.');
      expect(notes.join(' ')).not.toMatch(/reads the target alone/);
      expect(forecast.skipped).toEqual([]);
      for (const { time } of forecast.series)
        expect(Array.from(time, (value) => new Date(value).getUTCDate())).toEqual([14, 15, 16, 17, 18]);
    },
  );

  it('a method that reads the target alone says so, and begins where the target ends', async () => {
    const { evaluation, forecast, notes } = await found(csv, 'theta');
    expect(notes).toContain('theta reads the target alone: the columns beside it change nothing.');
    expect(new Date(forecast.series[0]!.time[0]!).toISOString()).toBe('2024-07-14T00:00:00.000Z');
    expect(evaluation.points).toBeGreaterThan(0);
    const undeclared = await found(csv, 'theta', {});
    expect(undeclared.notes).toEqual([]);
  });

  it('a forecast that is kept begins there too', async () => {
    await client.call('workspace.open', { path: join(folder, 'kept') });
    const { id } = await found(csv, 'ridge-global');
    const kept = await client.call('forecasts.create', { origin: { kind: 'catalogue', id } });
    const { series } = await client.call('forecasts.get', { forecastId: kept.id });
    for (const { historyTime, historyValues } of series) {
      expect(new Date(historyTime.at(-1)!).toISOString()).toBe('2024-07-13T00:00:00.000Z');
      expect(Number.isNaN(historyValues.at(-1)!)).toBe(false);
    }
  });

  it('a series whose plan has a gap is named; where no plan is whole, nothing is tried', async () => {
    const gap = join(folder, 'gap-catalogue.csv');
    const without = (lacks: (shop: string) => boolean) => (cells: string[]) =>
      lacks(cells[1]!) && cells[0] === '2024-07-16' ? cells.with(4, '') : cells;
    writeFileSync(
      gap,
      shops(
        ['north', 'south', 'east'],
        without((shop) => shop === 'east'),
      ),
    );
    const { forecast } = await found(gap, 'ridge-global');
    expect(forecast.series.map(({ seriesId }) => seriesId)).toEqual(['north', 'south']);
    expect(forecast.skipped).toEqual([
      {
        seriesId: 'east',
        reason: expect.stringMatching(/^the future covariate "price" has no value at 2024-07-16, step 3 of the 5/) as string,
      },
    ]);
    const none = join(folder, 'none.csv');
    writeFileSync(
      none,
      shops(
        ['north', 'south'],
        without(() => true),
      ),
    );
    await expect(found(none, 'auto')).rejects.toMatchObject({
      code: 'nothing-ahead',
      message: expect.stringMatching(
        /^No series of none(\.csv)? can be forecast: the future covariate "price" has no value at 2024-07-16/,
      ) as string,
    });
    // What reads nothing ahead needs nothing there.
    expect((await found(none, 'theta')).forecast.series).toHaveLength(2);
  });

  it('refuses what a training refuses', async () => {
    await expect(found(csv, 'ridge-global', { statics: ['price'] })).rejects.toMatchObject({ code: 'not-static' });
    await expect(found(csv, 'ridge-global', { future: ['sales'] })).rejects.toMatchObject({ code: 'bad-config' });
  });
});

it('a file that reads the calendar needs times', async () => {
  const { id } = await client.call('data.import', { path: csv, overrides: {} });
  const data = { target: 'sales', horizon: HORIZON, context: 7, calendar: ['weekday'] } satisfies TrainingRequest['data'];
  const { runId } = await client.call('training.start', { datasetId: id, data, training: { epochs: 1 }, folder: join(folder, 'calendar') });
  await ended(client, runId);
  const modelPath = join(folder, 'calendar.onnx');
  await client.call('model.export', { runId, path: modelPath });
  const csvPath = join(folder, 'rows.csv');
  writeFileSync(csvPath, `sales\n${Array.from({ length: 40 }, (_, t) => 100 + (t % 7)).join('\n')}\n`);
  const answer = client.call('model.score', { modelPath, csvPath, outPath: join(folder, 'rows.scores'), overrides: {} });
  await expect(answer).rejects.toMatchObject({ code: 'no-times', details: { flag: '--time' } });
});
