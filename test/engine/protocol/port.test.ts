import { expect, test } from 'vitest';
import { createPortPair } from '../../../engine/protocol/port.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('delivers copies, in order, never in the same turn', async () => {
  const [left, right] = createPortPair();
  const heard: unknown[] = [];
  right.listen((message) => heard.push(message));
  const sent = { values: Float64Array.of(NaN, -0) };
  left.post(sent);
  left.post(2);
  sent.values[0] = 9;
  expect(heard).toEqual([]);
  await turn();
  expect(heard).toEqual([{ values: Float64Array.of(NaN, -0) }, 2]);
});

test('keeps what comes before the first listener, in order', async () => {
  const [left, right] = createPortPair();
  left.post(1);
  left.post(2);
  await turn();
  const heard: unknown[] = [];
  right.listen((message) => heard.push(message));
  left.post(3);
  await turn();
  expect(heard).toEqual([1, 2, 3]);
});

test('refuses what cannot be copied', () => {
  expect(() => createPortPair()[0].post(() => {})).toThrow('could not be cloned');
});

test('hears nothing after it stopped listening, or after either end is closed', async () => {
  const [left, right] = createPortPair();
  const heard: unknown[] = [];
  const stop = right.listen((message) => heard.push(message));
  right.listen(() => {});
  stop();
  left.post(1);
  await turn();
  right.listen((message) => heard.push(message));
  left.post(2);
  right.close();
  left.post(3);
  await turn();
  expect(heard).toEqual([]);
});
