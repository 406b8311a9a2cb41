import { expect, test } from 'vitest';
import { MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import { requestLike } from '../../../renderer/contrib/ledger/request-like.ts';
import { retrain } from '../../../renderer/contrib/ledger/retrain.ts';
import { bySource } from '../../../renderer/contrib/ledger/use-ledger.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { config } from '../../engine/project/samples.ts';
import { dataset, run } from '../fixture/fake-data.ts';
import { detailOf, ledgerEntry } from '../fixture/fake-forecasts.ts';

test('a configuration is asked for again without what its structure does not read', () => {
  const plain = requestLike(config, 'newer', 'again');
  expect(validators['training.start'].safeParse(plain).success).toBe(true);
  expect(plain.model).not.toHaveProperty('teacherForcing');
  expect(plain.model).toMatchObject({ structure: 'stack', hidden: 8, skip: MODEL_DEFAULTS.skip });
  expect(plain.data).not.toHaveProperty('lambda');
  const other = requestLike(
    {
      ...config,
      data: { ...config.data, transform: 'box-cox', lambda: 0.3 },
      model: { ...config.model, structure: 'segments', segment: 2 },
    },
    'newer',
    'again',
  );
  expect(other.model).toMatchObject({ segment: 2 });
  expect(other.data.lambda).toBe(0.3);
  const ranged = requestLike({ ...config, data: { ...config.data, from: '2015-01-01', to: '2019-12-31' } }, 'newer', 'again');
  expect(ranged.data.from).toBe('2015-01-01');
  expect(ranged.data).not.toHaveProperty('to');
});

test('forecasts are told by what made them', () => {
  const first = run('run-1', 'GRU', 'done', 'airline', 'airline', 0);
  const entries = [detailOf('a', 'A', first), detailOf('b', 'B'), detailOf('c', 'C', first)].map(ledgerEntry);
  expect(bySource(entries).map(({ source, entries: of }) => [source, of.length])).toEqual([
    ['GRU', 2],
    ['theta', 1],
  ]);
});

function services(hash: string) {
  const calls: Array<[string, unknown]> = [];
  const own = dataset('airline', 'airline', 1);
  const kept = detailOf('a', 'A', run('run-1', 'GRU', 'done', 'airline', 'airline', 0));
  const opened: string[] = [];
  const wanted = {
    engine: {
      call: (method: string, params: unknown) => {
        calls.push([method, params]);
        if (method === 'ledger.read') {
          const entry = ledgerEntry(kept, 1);
          return Promise.resolve({ entries: [{ ...entry, actuals: { path: own.path, name: own.name, hash } }] });
        }
        return Promise.resolve(method === 'data.import' ? { ...own, id: 'airline-2' } : { runId: 'run-9' });
      },
    },
    workspace: {
      dataset: () => own,
      datasets: { value: [own] },
      run: () => run('run-1', 'GRU', 'done', 'airline', 'airline', 0),
      putDataset: () => {},
    },
    editors: { open: (uri: string) => opened.push(uri) },
    commands: { execute: (id: string) => Promise.resolve(calls.push([id, null])) },
    notifications: { showStatus: () => {} },
  } as unknown as Services;
  return { wanted, calls, opened, kept, own };
}

test('training again imports the file as it is now, once, with the settings it was read by', async () => {
  const { wanted, calls, opened, kept, own } = services('f'.repeat(64));
  await retrain(wanted, kept);
  expect(calls.map(([method]) => method)).toEqual(['ledger.read', 'data.import', 'training.start']);
  expect(calls[1]![1]).toEqual({ path: own.path, overrides: own.settings, name: own.name });
  expect(calls[2]![1]).toMatchObject({ datasetId: 'airline-2' });
  expect(opened).toEqual(['run:run-9']);
  const same = services(own.hash);
  await retrain(same.wanted, same.kept);
  expect(same.calls.map(([method]) => method)).toEqual(['ledger.read', 'training.start']);
  expect(same.calls[1]![1]).toMatchObject({ datasetId: 'airline' });
});

test('a method of the catalogue is looked for again', async () => {
  const { wanted, calls, kept } = services('f'.repeat(64));
  await retrain(wanted, { ...kept, source: { kind: 'method', method: 'theta' } });
  expect(calls.at(-1)).toEqual(['automatic.forecast', null]);
});
