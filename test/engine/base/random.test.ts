import { expect, test } from 'vitest';
import { createRandom, restoreRandom, shuffle } from '../../../engine/base/random.ts';

test('is xoshiro128** as its authors wrote it', () => {
  // Outputs of the reference implementation, version 1.1, from the state 1 2 3 4; rand_xoshiro tests the same ones.
  const random = restoreRandom([1, 2, 3, 4]);
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
  expect(expected.map(() => random.uint32())).toEqual(expected);
});

test('goes on from a saved state', () => {
  const random = createRandom(42, 7);
  for (let i = 0; i < 10; i++) random.normal();
  const copy = restoreRandom(JSON.parse(JSON.stringify(random.state())) as ReturnType<typeof random.state>);
  expect(Array.from({ length: 20 }, () => copy.uint32())).toEqual(Array.from({ length: 20 }, () => random.uint32()));
});

test('gives each pair of seed and stream a sequence of its own', () => {
  const seeds = [0, 1, 2, 42, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];
  const starts = seeds.flatMap((seed) => seeds.map((stream) => createRandom(seed, stream).state().join()));
  expect(new Set(starts).size).toBe(seeds.length ** 2);
  expect(createRandom(1, 2).uint32()).toBe(createRandom(1, 2).uint32());
});

test('is uniform where it should be', () => {
  const random = createRandom(3);
  const counts = new Int32Array(6);
  let sum = 0;
  let squares = 0;
  const n = 60_000;
  for (let i = 0; i < n; i++) {
    counts[random.below(6)]! += 1;
    const z = random.normal();
    sum += z;
    squares += z * z;
    const u = random.uniform();
    expect(u >= 0 && u < 1).toBe(true);
  }
  // 5 standard deviations of a count of n / 6, of a mean and of a variance.
  for (const count of counts) expect(Math.abs(count - n / 6)).toBeLessThan(5 * Math.sqrt((n * 5) / 36));
  expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(squares / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
});

test('shuffles: a permutation, the same for the same seed', () => {
  const one = Int32Array.from({ length: 1000 }, (_, i) => i);
  const two = one.slice();
  shuffle(one, createRandom(5, 1));
  shuffle(two, createRandom(5, 1));
  expect(one).toEqual(two);
  expect([...one].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect([...one]).not.toEqual([...one].sort((a, b) => a - b));
});
