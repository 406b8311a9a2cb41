import { realFourier } from '../seasons/fourier.ts';

const SHORTEST = 16;
const LONGEST = 1024;
/** Halves of a part that a series has: about 7 overlapping ones even out its periodogram. */
const PARTS = 4;

/**
 * Entropy of the spectral density of a series without gaps, divided by that of noise (Goerg 2013): 1 where nothing can be foreseen from the
 * past by lines, 0 for one wave. The density is Welch's (1967): periodograms under a Hann window of overlapping halves, each about its mean,
 * on average. Null of fewer than 64 values or equal ones.
 */
export function spectralEntropy(values: Float64Array): number | null {
  let size = SHORTEST;
  while (size < LONGEST && 2 * size * PARTS <= values.length) size *= 2;
  if (size * PARTS > values.length) return null;
  const power = new Float64Array(size / 2 + 1);
  const hann = Float64Array.from({ length: size }, (_, t) => 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / size));
  const windowed = new Float64Array(size);
  for (let from = 0; from + size <= values.length; from += size / 2) {
    const part = values.subarray(from, from + size);
    let sum = 0;
    for (let t = 0; t < size; t++) sum += part[t]!;
    const mean = sum / size;
    for (let t = 0; t < size; t++) windowed[t] = (part[t]! - mean) * hann[t]!;
    const { real, imaginary } = realFourier(windowed);
    // All but the first and the last frequency stand for two.
    for (let k = 1; k < power.length; k++) power[k]! += (k < size / 2 ? 2 : 1) * (real[k]! ** 2 + imaginary[k]! ** 2);
  }
  const total = power.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  let entropy = 0;
  for (let k = 1; k < power.length; k++) {
    const share = power[k]! / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return entropy / Math.log(power.length - 1);
}
