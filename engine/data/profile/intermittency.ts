import type { Intermittency } from '../../protocol/exploration.ts';

/** Syntetos, Boylan & Croston (2005), figure 6. */
const SELDOM = 1.32;
const UNEVEN = 0.49;

/** The class of demand of observed values that are not negative and not all zero: how often, and how evenly large. */
export function intermittency(observed: Float64Array): Intermittency {
  const sizes = observed.filter((value) => value > 0);
  const interval = observed.length / sizes.length;
  const mean = sizes.reduce((sum, value) => sum + value, 0) / sizes.length;
  const variance = sizes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sizes.length;
  const variation = variance / mean ** 2;
  const seldom = interval >= SELDOM;
  const uneven = variation >= UNEVEN;
  const kind = seldom ? (uneven ? 'lumpy' : 'intermittent') : uneven ? 'erratic' : 'smooth';
  return { kind, interval, variation };
}
