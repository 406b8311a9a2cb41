import { effectScope, nextTick } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import { initialInput } from '../../../renderer/contrib/training/train-defaults.ts';
import { resolvedRows } from '../../../renderer/contrib/training/resolved-rows.ts';
import { buildRequest, inputOf, placeError } from '../../../renderer/contrib/training/train-request.ts';
import { useTrainForm } from '../../../renderer/contrib/training/use-train-form.ts';
import type { TrainForm } from '../../../renderer/contrib/training/use-train-form.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { defaultHorizon } from '../../../renderer/platform/workspace/forecast-defaults.ts';
import { configOf, dataset, samples } from '../fixture/fake-data.ts';

const airline = dataset('airline', 'airline', 1);
const input = initialInput(airline, [], {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setup(
  resolve: (request: TrainingRequest) => unknown = (request) => ({
    config: configOf(request),
    parameters: 1,
    seconds: 1,
    bytes: 1,
    windows: {},
  }),
): {
  form: TrainForm;
  requests: TrainingRequest[];
} {
  const requests: TrainingRequest[] = [];
  const engine = {
    call: async (method: string, request: TrainingRequest) => {
      requests.push(request);
      return method === 'training.start' ? { runId: 'run-1' } : resolve(request);
    },
  } as unknown as Pick<EngineService, 'call'>;
  const form = effectScope().run(() => useTrainForm(engine, 'airline', input));
  if (!form) throw new Error('The scope is gone.');
  return { form, requests };
}

test('the defaults come from the data, and a sample knows better', () => {
  expect(input).toMatchObject({ target: 'passengers', horizon: '12', preset: 'default', kind: '', fields: {} });
  expect(defaultHorizon({ ...airline, season: 24, series: [{ id: '', offset: 0, length: 40, start: 0, end: 1 }] })).toBe(5);
  const sample = { ...samples[0], path: airline.path, target: 'price', horizon: 6 } as (typeof samples)[number];
  expect(initialInput(airline, [sample], {})).toMatchObject({ target: 'price', horizon: '6' });
  expect(initialInput(airline, [], { target: 'gone', horizon: 3 })).toMatchObject({ target: 'passengers', horizon: '3' });
});

test('only what was changed is asked for, and the engine takes it', () => {
  const filled = {
    ...input,
    name: ' First ',
    fields: { hidden: '64', quantiles: '0.1 0.5, 0.9', skip: 'false', covariates: '["price"]', rate: '1e-3', loss: '' },
  };
  const { request, errors } = buildRequest('airline', filled);
  expect(errors).toEqual({});
  expect(request).toEqual({
    datasetId: 'airline',
    name: 'First',
    data: { target: 'passengers', horizon: 12, covariates: ['price'] },
    model: { hidden: 64, skip: false },
    training: { quantiles: [0.1, 0.5, 0.9], rate: 0.001 },
  });
  expect(validators['training.start'].safeParse(request).success).toBe(true);
});

test('a preset is sent, and what it decides stays open until it is touched', () => {
  const { request } = buildRequest('airline', { ...input, preset: 'counts' });
  expect(request).toEqual({ datasetId: 'airline', preset: 'counts', data: { target: 'passengers', horizon: 12 }, model: {}, training: {} });
  expect(validators['training.resolve'].safeParse(request).success).toBe(true);
  const touched = buildRequest('airline', { ...input, preset: 'quick', kind: 'lstm', fields: { epochs: '7' } });
  expect(touched.request).toMatchObject({ preset: 'quick', model: { kind: 'lstm' }, training: { epochs: 7 } });
  expect(buildRequest('airline', input).request).not.toHaveProperty('preset');
});

test('what a configuration resolves to is told in words', () => {
  const config = configOf({
    datasetId: 'airline',
    data: { target: 'passengers', horizon: 12 },
    model: { kind: 'lstm', hidden: 64, layers: 2 },
  });
  expect(resolvedRows(config).map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Network: LSTM, 2 × 64',
    'Context: 36',
    'Structure: Stack',
    'Loss: Quantile',
    'Epochs, at most: 60',
    'Learning rate: 0.003',
  ]);
});

test('wrong texts are named at their fields and nothing is sent', () => {
  const { request, errors } = buildRequest('airline', { ...input, horizon: '1.5', fields: { epochs: 'many', quantiles: '0.1, 2' } });
  expect(request).toBeNull();
  expect(Object.keys(errors).sort()).toEqual(['epochs', 'horizon', 'quantiles']);
});

test('a configuration that was run before fills the form and comes out the same', () => {
  const config = configOf({ datasetId: 'airline', data: { target: 'passengers', horizon: 12, covariates: ['price'] } });
  const { request } = buildRequest('airline', inputOf(config));
  expect(request).toMatchObject({ data: config.data, model: config.model, training: config.training });
});

test.each([
  [new ExpectedError('series-too-short', 'It is too short.'), 'horizon'],
  [new ExpectedError('not-numeric', 'No numbers.'), 'target'],
  [new ExpectedError('bad-config', 'Expected quantiles to include 0.5 but received 0.1.'), 'quantiles'],
  [new ExpectedError('invalid-params', 'Expected a number of at most 64 for model.layers but received 100.'), 'layers'],
  [new ExpectedError('out-of-memory', 'The batch does not fit.'), 'form'],
  [new Error('boom'), 'form'],
])('%s belongs to %s', (error, place) => expect(placeError(error).place).toBe(place));

test('typing is followed by one estimate, and an error of the engine stops the start', async () => {
  const { form, requests } = setup((request) => {
    if (request.data.horizon > 36) throw new ExpectedError('series-too-short', 'Use a horizon of at most 36.');
    return { config: configOf(request), parameters: 1, seconds: 1, bytes: 1, windows: {} };
  });
  await form.resolve();
  expect(form.canStart.value).toBe(true);
  for (const horizon of ['4', '40']) {
    form.input.value = { ...form.input.value, horizon };
    await nextTick();
  }
  await vi.advanceTimersByTimeAsync(400);
  expect(requests).toHaveLength(2);
  expect(form.errors.value).toEqual({ horizon: 'Use a horizon of at most 36.' });
  expect(form.canStart.value).toBe(false);
  form.input.value = { ...form.input.value, horizon: '6' };
  await nextTick();
  await vi.advanceTimersByTimeAsync(400);
  expect(form.errors.value).toEqual({});
  expect(await form.start()).toBe('run-1');
});

test('changed fields are counted and taken back', () => {
  const { form } = setup();
  form.setField('hidden', '128');
  form.setField('epochs', '5');
  expect(form.changed.value).toEqual(['hidden', 'epochs']);
  form.resetField('hidden');
  form.resetAll();
  expect(form.changed.value).toEqual([]);
});
