/** A training on a range, beside the same training on a file that holds no other rows. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import type { ForecastResult, RunDetail, TrainingRequest } from '../../../engine/protocol/training.ts';
import { scanOnnx } from '../../../engine/onnx/scan.ts';
import { seasonalSeries } from '../../helpers/dataset.ts';
import { ended } from './ended.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-range-'));
const FIRST = 40;
const LAST = 159;
const values = seasonalSeries(200, 7);
const dateOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
const write = (name: string, days: number[], valueOf: (day: number) => number): string => {
  const path = join(folder, name);
  writeFileSync(path, `date,sales\n${days.map((day) => `${dateOf(day)},${valueOf(day)}`).join('\n')}\n`);
  return path;
};
const all = Array.from(values, (_, day) => day);
const inside = all.slice(FIRST, LAST + 1);
const { client, close } = openSession();
afterAll(close);

const wishes: Omit<TrainingRequest, 'datasetId'> = {
  data: { target: 'sales', horizon: 5, context: 14 },
  model: { hidden: 8 },
  training: { epochs: 4, seed: 3, threads: 1 },
};
interface Trained {
  run: RunDetail;
  forecast: ForecastResult;
}
async function train(path: string, range: { from?: string; to?: string }): Promise<Trained> {
  const { id: datasetId } = await client.call('data.import', { path, overrides: {} });
  const name = `${Object.values(range).join('-')} ${path.length}`;
  const request = { ...wishes, datasetId, name, folder: mkdtempSync(join(folder, 'run-')), data: { ...wishes.data, ...range } };
  const { runId } = await client.call('training.start', request);
  await ended(client, runId);
  return { run: await client.call('runs.get', { runId }), forecast: await client.call('forecast.make', { runId, history: 3 }) };
}

let cut: Trained;
let ranged: Trained;
beforeAll(async () => {
  cut = await train(
    write('cut.csv', inside, (day) => values[day]!),
    {},
  );
  // What lies outside of the range is such that whoever reads any of it forecasts something else.
  ranged = await train(
    write('whole.csv', all, (day) => (inside.includes(day) ? values[day]! : 1e6 + day)),
    { from: dateOf(FIRST), to: dateOf(LAST) },
  );
}, 120_000);

it('reads nothing outside of its range: network, backtest and forecast are those of a file without the other rows', () => {
  expect(ranged.run.state).toBe('done');
  expect(ranged.run.history).toEqual(cut.run.history);
  expect(ranged.run.evaluation).toEqual(cut.run.evaluation);
  expect(ranged.forecast.series).toEqual(cut.forecast.series);
  expect(ranged.forecast.series[0]!.time[0]).toBe(Date.UTC(2024, 0, 1 + LAST + 1));
});

it('keeps the range with the run, in the exported file, and tells rows as they count in the file', async () => {
  const { from: _from, to: _to, ...others } = ranged.run.config.data;
  expect([ranged.run.config.data.from, ranged.run.config.data.to]).toEqual([dateOf(FIRST), dateOf(LAST)]);
  expect(others).toEqual(cut.run.config.data);
  const path = join(folder, 'model.onnx');
  await client.call('model.export', { runId: ranged.run.id, path });
  const { metadata } = scanOnnx(readFileSync(path));
  expect([metadata.get('trained_from'), metadata.get('trained_to')]).toEqual([dateOf(FIRST), dateOf(LAST)]);
  const rowsOf = async ({ run }: Trained): Promise<Array<[number, number]>> => {
    const { audit } = await client.call('runs.backtest', { runId: run.id, folds: 2, audit: true });
    return audit!.map(({ origin, seen }) => [origin, seen.from]);
  };
  expect(await rowsOf(ranged)).toEqual((await rowsOf(cut)).map(([origin, from]) => [origin + FIRST, from + FIRST]));
});

it('is never ranked with a run of other rows of the same file', async () => {
  const other = await train(join(folder, 'whole.csv'), { from: dateOf(FIRST - 1), to: dateOf(LAST) });
  const { groups, refusals } = await client.call('runs.leaderboard', { runIds: [ranged.run.id, other.run.id] });
  expect(groups).toHaveLength(2);
  expect(refusals.join(' ')).toContain('first row');
}, 60_000);

it('is told in the estimate, and refused where it cannot be read', async () => {
  const { id: datasetId } = await client.call('data.import', { path: join(folder, 'whole.csv'), overrides: {} });
  const estimate = (range: { from?: string; to?: string }) =>
    client.call('training.resolve', { ...wishes, datasetId, data: { ...wishes.data, ...range } });
  expect((await estimate({ from: '2024-03' })).notes).toContain('Only the rows from 2024-03-01 on are read: 140 of 200.');
  expect((await estimate({})).config.data).not.toHaveProperty('from');
  await expect(estimate({ from: 'soon' })).rejects.toMatchObject({ code: 'bad-config' });
});
