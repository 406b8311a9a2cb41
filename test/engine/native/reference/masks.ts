/**
 * The random choices of a training step as the core documents them: a key of 64 bits from seed, step, node and shard
 * (rng.h), hashed with an element's place (layer/mask.h).
 */
import type { Pass } from './model.ts';

const WINDOWS_IN_SHARD = 16;
const BITS = 64;

/** The finaliser of splitmix64 (Steele et al. 2014). */
function mix64(value: bigint): bigint {
  const wrap = (x: bigint): bigint => BigInt.asUintN(BITS, x);
  let x = wrap(value + 0x9e3779b97f4a7c15n);
  x = wrap((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = wrap((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}

function mix32(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A number in [0, 1) for a place of a shard. */
function uniform(place: number, key: bigint): number {
  const [low, high] = [Number(key & 0xffffffffn), Number(key >> 32n)];
  return (mix32(mix32(place + low) ^ high) >>> 8) * 2 ** -24;
}

/** The choices at training step `step`; the first is 0. */
export function choicesOf(seed: number, step: number): NonNullable<Pass['choices']> {
  const keys = new Map<string, bigint>();
  const keyOf = (node: number, shard: number): bigint => {
    const name = `${node} ${shard}`;
    const counters = [BigInt(step + 1), BigInt(node), BigInt(shard)];
    const key = keys.get(name) ?? counters.reduce((state, counter) => mix64(state ^ counter), mix64(BigInt(seed)));
    keys.set(name, key);
    return key;
  };
  return (node, window) => {
    const key = keyOf(node, Math.floor(window / WINDOWS_IN_SHARD));
    const lane = window % WINDOWS_IN_SHARD;
    return {
      factor: (t, feature, features, rate) =>
        uniform((t * (features | 1) + feature) * WINDOWS_IN_SHARD + lane, key) < Math.fround(rate) ? 0 : 1 / (1 - rate),
      teach: (rate) => uniform(lane, key) < Math.fround(rate),
    };
  };
}
