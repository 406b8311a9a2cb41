import { effectScope, nextTick } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import { setLanguage } from '../../../renderer/base/language.ts';
import { initialInput } from '../../../renderer/contrib/training/train-defaults.ts';
import { resolvedRows } from '../../../renderer/contrib/training/resolved-rows.ts';
import { buildRequest, inputOf, placeError } from '../../../renderer/contrib/training/train-request.ts';
import { useTrainForm } from '../../../renderer/contrib/training/use-train-form.ts';
import type { TrainForm } from '../../../renderer/contrib/training/use-train-form.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { defaultHorizon } from '../../../renderer/platform/workspace/forecast-defaults.ts';
import { dataConfig, modelConfig, trainingConfig } from '../../../engine/protocol/schemas/training.ts';
import { covariatesOf, withNames, withRole } from '../../../renderer/platform/covariates/covariate-roles.ts';
import { checkTrainInput } from '../../../renderer/contrib/training/saved-input.ts';
import { severalRequests } from '../../../renderer/contrib/training/several.ts';
import { draftProblems, draftText, inputOfDraft } from '../../../renderer/contrib/training/train-draft.ts';
import { trainFields } from '../../../renderer/contrib/training/train-fields.ts';
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
      if (method === 'training.startMany') return { runIds: ['run-1', 'run-2'] };
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
  [new ExpectedError('bad-config', 'Expected a row number for data.to but received "x".'), 'to'],
  [new ExpectedError('out-of-memory', 'The batch does not fit.'), 'form'],
  [new Error('boom'), 'form'],
])('%s belongs to %s', (error, place) => expect(placeError(error).place).toBe(place));

test('an error belongs to the same field in every language', () => {
  setLanguage('de');
  const { place, message } = placeError(
    new ExpectedError('bad-config', 'Expected a segment that divides context 24 and horizon 12 but received 5. Leave it out.', {
      field: 'segment',
    }),
  );
  setLanguage('en');
  expect(place).toBe('segment');
  expect(message).toBe('Erwartet wurde ein Segment, das Kontext 24 und Horizont 12 teilt, aber es ist 5. Dies weglassen.');
});

test('what a schema says of a draft is said in German too', () => {
  setLanguage('de');
  const found = draftProblems('{"data": {"target": "a", "horizon": 1.5}, "model": {"dropout": 2, "kind": "mlp"}}').map(
    ({ message }) => message,
  );
  setLanguage('en');
  expect(found).toEqual([
    'Erwartet wurde eine ganze Zahl für data.horizon, aber es ist 1.5.',
    'Erwartet wurde eine Zahl unter 1 für model.dropout, aber es ist 2.',
    'Erwartet wurde "rnn" oder "lstm" oder "gru" für model.kind, aber es ist "mlp".',
  ]);
});

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
  expect(await form.start()).toEqual(['run-1']);
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

test('every setting that the engine knows has a field with an explanation', () => {
  const known = { data: dataConfig.shape, model: modelConfig.shape, training: trainingConfig.shape };
  const named = (part: keyof typeof known): string[] =>
    trainFields()
      .filter((field) => field.part === part)
      .map(({ id }) => id);
  expect(new Set([...named('data'), 'target', 'horizon'])).toEqual(new Set(Object.keys(known.data)));
  expect(new Set([...named('model'), 'kind'])).toEqual(new Set(Object.keys(known.model)));
  expect(new Set(named('training'))).toEqual(new Set(Object.keys(known.training)));
  expect(trainFields().filter(({ id, hint }) => hint === undefined && id !== 'covariates')).toEqual([]);
});

test('what a field takes is told in the field as it is typed', () => {
  const wrong = { hidden: '0', dropout: '1', layers: '2.5', epochs: '3', rate: '-1', lambda: '9' };
  const { request, errors } = buildRequest('airline', { ...input, fields: wrong });
  expect(request).toBeNull();
  expect(errors).toEqual({
    hidden: 'Allowed: 1 or more. Received: 0.',
    dropout: 'Allowed: less than 1. Received: 1.',
    layers: 'Allowed: a whole number. Received: 2.5.',
    rate: 'Allowed: more than 0. Received: -1.',
    lambda: 'Allowed: 2 or less. Received: 9.',
  });
  const descending = buildRequest('airline', { ...input, fields: { quantiles: '0.9, 0.5' } });
  expect(descending.errors.quantiles).toMatch(/quantiles in ascending order/);
});

test('form and JSON say the same, there and back', () => {
  const filled = {
    ...input,
    name: 'First',
    preset: 'quick' as const,
    kind: 'lstm' as const,
    fields: { hidden: '64', quantiles: '0.1, 0.5', skip: 'false', future: '["price"]' },
  };
  const text = draftText(filled);
  expect(JSON.parse(text)).toEqual({
    name: 'First',
    preset: 'quick',
    data: { target: 'passengers', horizon: 12, future: ['price'] },
    model: { kind: 'lstm', hidden: 64, skip: false },
    training: { quantiles: [0.1, 0.5] },
  });
  expect(text).toContain('"quantiles": [ 0.1, 0.5 ]');
  expect(draftProblems(text)).toEqual([]);
  expect(inputOfDraft(JSON.parse(text), input)).toEqual(filled);
});

test('a field that cannot be read stands in the JSON as it was typed, and is marked there', () => {
  const text = draftText({ ...input, horizon: 'a year', fields: { epochs: 'many' } });
  expect(draftProblems(text).map(({ from, to }) => text.slice(from, to))).toEqual(['"a year"', '"many"']);
});

test('switching between form and JSON loses nothing', async () => {
  const { form } = setup();
  form.setField('hidden', '48');
  const typed = form.json.value.replace('48', '24 ').replace('12', '6');
  form.setJson(typed);
  expect(form.jsonBroken.value).toBe(false);
  expect(form.input.value).toMatchObject({ horizon: '6', fields: { hidden: '24' } });
  // As long as the form says the same, the text stays as it was typed.
  expect(form.json.value).toBe(typed);
  form.setField('layers', '2');
  expect(JSON.parse(form.json.value)).toMatchObject({ model: { hidden: 24, layers: 2 } });

  form.setJson('{"data": {"target": "passengers", "horizon": 6}, "model": {"hidden": ');
  await nextTick();
  expect(form.jsonBroken.value).toBe(true);
  expect(form.canStart.value).toBe(false);
  expect(form.json.value).toContain('"hidden": ');
  expect(form.input.value.fields).toEqual({ hidden: '24', layers: '2' });
  expect(await form.start()).toBeNull();
  form.discardJson();
  expect(JSON.parse(form.json.value)).toMatchObject({ model: { hidden: 24, layers: 2 } });
});

test('several kinds and seeds are a request each, with names that tell them apart', async () => {
  const { request } = buildRequest('airline', { ...input, fields: { seed: '7' } });
  if (!request) throw new Error('There is no request.');
  const named = (kinds: Array<'gru' | 'lstm' | 'rnn'>, seeds: string): unknown[] =>
    severalRequests(request, { kinds, seeds }, 'airline').map(({ name, model, training }) => [name, model?.kind, training?.seed]);
  expect(named([], '1')).toEqual([[undefined, undefined, 7]]);
  expect(named([], '2')).toEqual([
    ['airline 7', undefined, 7],
    ['airline 8', undefined, 8],
  ]);
  expect(named(['gru', 'rnn'], '2')).toEqual([
    ['airline GRU 7', 'gru', 7],
    ['airline GRU 8', 'gru', 8],
    ['airline RNN 7', 'rnn', 7],
    ['airline RNN 8', 'rnn', 8],
  ]);
  expect(buildRequest('airline', { ...input, several: { kinds: [], seeds: '0' } }).errors.seeds).toBe(
    'Enter a whole number from 1 to 100.',
  );
  const { form, requests } = setup();
  form.input.value = { ...form.input.value, several: { kinds: ['gru', 'lstm'], seeds: '1' } };
  expect(await form.start()).toEqual(['run-1', 'run-2']);
  expect((requests.at(-1) as unknown as { requests: unknown[] }).requests).toHaveLength(2);
});

test('a column beside the target has one role', () => {
  const roles = (fields: Parameters<typeof withRole>[0]): unknown[] =>
    covariatesOf(airline, 'passengers', fields).map(({ name, role, named }) => [name, role, named]);
  expect(roles({})).toEqual([['price', null, false]]);
  const future = withNames(withRole({}, 'price', 'future'), 'price', true);
  expect(future).toEqual({ future: '["price"]', categorical: '["price"]' });
  expect(roles(future)).toEqual([['price', 'future', true]]);
  expect(withRole(future, 'price', 'statics')).toEqual({ statics: '["price"]', categorical: '["price"]' });
  expect(withRole(future, 'price', null)).toEqual({});
  // One that a run before had, and the file has no more, can still be taken out.
  expect(roles({ covariates: '["gone"]' })).toContainEqual(['gone', 'covariates', false]);
});

test('a form comes back as it was left, without what is no longer known', () => {
  const left = { ...input, fields: { hidden: '8' }, several: { kinds: ['gru' as const], seeds: '3' } };
  expect(checkTrainInput(JSON.parse(JSON.stringify({ ...left, fields: { hidden: '8', heads: '3' } })))).toEqual(left);
  expect(checkTrainInput({ ...left, preset: 'unknown' })).toBeUndefined();
});
