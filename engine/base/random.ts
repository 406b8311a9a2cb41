/**
 * The engine's one source of chance: xoshiro128** 1.1 (Blackman and Vigna), seeded through splitmix32. The same seed
 * and stream give the same numbers on every machine; the state can be saved and restored.
 */
export type RandomState = [number, number, number, number];

export interface Random {
  /** Uniform over the 32-bit unsigned integers. */
  uint32(): number;
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform over 0 .. n - 1 without bias; n from 1 to 2^32. */
  below(n: number): number;
  /** Standard normal (Box and Muller, one of the pair, so that no hidden value is left behind). */
  normal(): number;
  state(): RandomState;
}

function splitmix32(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}

/** `seed` and `stream` are whole numbers up to 2^53; each pair is a sequence of its own. */
export function createRandom(seed: number, stream = 0): Random {
  const words = [seed, seed / 2 ** 32, stream, stream / 2 ** 32].map((word) => Math.floor(word) >>> 0);
  // Each word is folded into the hash of those before it, so that (1, 2) and (2, 1) differ.
  const hash = words.reduce((before, word) => splitmix32(before ^ word)(), 0);
  const next = splitmix32(hash);
  return restoreRandom([next() ^ words[0]!, next() ^ words[2]!, next(), next() | 1]);
}

export function restoreRandom(saved: Readonly<RandomState>): Random {
  let [a, b, c, d] = saved.map((word) => word >>> 0) as RandomState;
  if ((a | b | c | d) === 0) throw new Error('Expected a random state that is not all zeros.');

  function uint32(): number {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  function uniform(): number {
    return ((uint32() >>> 5) * 67_108_864 + (uint32() >>> 6)) / 9_007_199_254_740_992;
  }

  function below(n: number): number {
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const value = uint32();
      if (value < limit) return value % n;
    }
  }

  return {
    uint32,
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
  };
}

/** Fisher and Yates, in place. */
export function shuffle(values: Int32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}

/** Sattolo 1986, in place: a cycle, so that every place gets what stood in another, each other one equally likely. */
export function cycle(values: Int32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i);
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}
