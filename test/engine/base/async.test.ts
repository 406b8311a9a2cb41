import { expect, test } from 'vitest';
import { createThrottle } from '../../../engine/base/async.ts';
import { createManualClock } from './manual-clock.ts';

test('sends at most ten times a second and always the last value', () => {
  const clock = createManualClock();
  const sent: Array<[number, number]> = [];
  const throttle = createThrottle<number>((value) => sent.push([clock.now(), value]), { clock });
  for (let i = 0; i < 1000; i++) {
    throttle.push(i);
    clock.advance(1);
  }
  clock.advance(1000);
  expect(sent.length).toBe(11);
  expect(sent[0]).toEqual([0, 0]);
  expect(sent.at(-1)![1]).toBe(999);
  for (let i = 1; i < sent.length; i++) expect(sent[i]![0] - sent[i - 1]![0]).toBeGreaterThanOrEqual(100);
});

test('joins what is kept, sends it on flush and drops it on dispose', () => {
  const clock = createManualClock();
  const sent: string[] = [];
  const throttle = createThrottle<string>((value) => sent.push(value), { clock, merge: (a, b) => a + b });
  throttle.push('a');
  throttle.push('b');
  throttle.push('c');
  throttle.flush();
  expect(sent).toEqual(['a', 'bc']);
  throttle.push('d');
  throttle.dispose();
  clock.advance(1000);
  throttle.flush();
  expect(sent).toEqual(['a', 'bc']);
});
