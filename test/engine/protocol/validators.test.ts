import { expect, test } from 'vitest';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { describeValue, parseParams } from '../../../engine/protocol/validate.ts';
import { shellValidators, validators } from '../../../engine/protocol/validators.ts';

function message(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

const request: TrainingRequest = { datasetId: 'air', data: { target: 'passengers', horizon: 12 } };
const training = (changes: unknown): string =>
  message(() => parseParams(validators['training.start'], { ...request, ...(changes as object) }, 'training.start'));

test('accepts what the contract allows', () => {
  expect(training({})).toBe('accepted');
  expect(training({ name: undefined, folder: '/runs/air', data: { ...request.data, context: undefined, transform: 'log' } })).toBe(
    'accepted',
  );
  expect(training({ model: { kind: 'gru', hidden: 64 }, training: { quantiles: [0.1, 0.5, 0.9], seed: 2 ** 53 - 1 } })).toBe('accepted');
  expect(
    parseParams(validators['data.import'], { path: '/a.csv', overrides: { decimal: ',', columns: [{ name: 'x', role: 'ignore' }] } }, 'm'),
  ).toEqual({
    path: '/a.csv',
    overrides: { decimal: ',', columns: [{ name: 'x', role: 'ignore' }] },
  });
});

test.each([
  [{ data: { target: 'y' } }, 'Expected a number for data.horizon but received nothing.'],
  [{ data: { target: 'y', horizon: 0 } }, 'Expected a number of at least 1 for data.horizon but received 0.'],
  [{ data: { target: 'y', horizon: 1.5 } }, 'Expected a whole number for data.horizon but received 1.5.'],
  [{ data: { target: 'y', horizon: '12' } }, 'Expected a number for data.horizon but received "12".'],
  [{ data: { ...request.data, testShare: 1 } }, 'Expected a number of less than 1 for data.testShare but received 1.'],
  [{ model: { kind: 'cnn' } }, 'Expected "rnn" or "lstm" or "gru" for model.kind but received "cnn".'],
  [{ training: { rate: Infinity } }, 'Expected a number for training.rate but received Infinity.'],
  [{ training: { quantiles: [0.5, 0.5] } }, 'Expected quantiles in ascending order for training.quantiles but received a list of 2.'],
  [{ training: { quantiles: [0.5, 2] } }, 'Expected a number of less than 1 for training.quantiles[1] but received 2.'],
  [{ model: { size: 3 } }, 'Expected no entry for model.size but received 3.'],
  [{ datasetId: '../x' }, 'Expected an id of letters, digits, dots, dashes and underscores for datasetId but received "../x".'],
  [{ folder: '' }, 'Expected a text of at least 1 character for folder but received "".'],
  [{ folder: 'a\0b' }, 'Expected a path without NUL characters for folder but received "a\\u0000b".'],
])('says what was expected: %j', (changes, expected) => expect(training(changes)).toBe(expected));

test('says it for the whole, too', () => {
  const whole = 'for the parameters of runs.get but received';
  for (const [value, shown] of [
    [undefined, 'nothing'],
    [null, 'null'],
    [[], 'an empty list'],
    ['x', '"x"'],
  ] as const) {
    expect(message(() => parseParams(validators['runs.get'], value, 'runs.get'))).toBe(`Expected an object ${whole} ${shown}.`);
  }
});

test('every range has both ends', () => {
  expect(message(() => parseParams(validators['data.rows'], { datasetId: 'a', offset: 0, limit: 10_001 }, 'm'))).toContain(
    'at most 10,000',
  );
  expect(
    message(() =>
      parseParams(validators['data.window'], { datasetId: 'a', seriesId: '', column: 'y', from: NaN, to: null, pixels: 0 }, 'm'),
    ),
  ).toBe('Expected a number for from but received NaN. Expected a number of at least 1 for pixels but received 0.');
  expect(message(() => parseParams(shellValidators['shell.setActivity'], { progress: 1.1, quit: null }, 'm'))).toContain(
    'at most 1 for progress',
  );
});

test('shows values short and on one line', () => {
  expect(describeValue('a\n'.repeat(100))).toMatch(/^"(a\\n){30}"… \(200 characters\)$/);
  expect(describeValue({ a: 1 })).toBe('an object');
  expect(describeValue(10n)).toBe('10');
});
