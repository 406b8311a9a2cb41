import { expect, test } from 'vitest';
import { trainingRequest } from '../../../../engine/protocol/schemas/training.ts';
import { jsonProblems, jsonValue } from '../../../../renderer/base/text-editor/json-problems.ts';

const rules = { schema: trainingRequest.omit({ datasetId: true }), subject: 'the settings', syntax: (code: string) => `Syntax: ${code}` };
const marked = (text: string) => jsonProblems(text, rules).map(({ from, to, message }) => [text.slice(from, to), message]);

test('what the schema refuses is marked at its place', () => {
  const text = '{"data": {"target": "y", "horizon": 0}, "model": {"hidden": "many", "heads": 3}, "training": {"rate": 0.01}}';
  expect(marked(text)).toEqual([
    ['0', 'Expected a number of at least 1 for data.horizon but received 0.'],
    ['"many"', 'Expected a number for model.hidden but received "many".'],
    ['"heads"', 'Expected no entry for model.heads but received 3.'],
  ]);
});

test('what is missing is told at the object that should hold it', () => {
  expect(marked('{"data": {"target": "y"}}')).toEqual([['{', 'Expected a number for data.horizon but received nothing.']]);
  expect(marked('{}')[0]?.[1]).toBe('Expected an object for data but received nothing.');
});

test('faults of syntax come alone, and an empty text is one', () => {
  expect(marked('{"data": }')).toEqual([['}', 'Syntax: ValueExpected']]);
  expect(marked('')).toEqual([['', 'Syntax: ValueExpected']]);
  expect(marked('{"data": {"target": "y", "horizon": 3} // why\n}')).toEqual([['// why', 'Syntax: InvalidCommentToken']]);
  const commented = '{"data": {"target": "y", "horizon": 3,}, // why\n}';
  expect(jsonProblems(commented, { ...rules, relaxed: true })).toEqual([]);
});

test('a right text has a value, a wrong one has none', () => {
  expect(jsonValue('{"a": [1, 2]}')).toEqual({ a: [1, 2] });
  expect(jsonValue('{"a": ')).toBeUndefined();
  expect(jsonValue('')).toBeUndefined();
});
