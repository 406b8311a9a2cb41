/** The smallest power of two that is not below `least`. */
export function powerOfTwo(least: number): number {
  let size = 1;
  while (size < least) size *= 2;
  return size;
}

/**
 * The discrete Fourier transform sum_t x_t exp(-2 pi i t k / n) in place, by halving in time (Cooley & Tukey 1965). Both arrays have n
 * values, n a power of two.
 */
export function fourier(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  reverseBits(real, imaginary);
  // The first round turns by nothing.
  for (let a = 0; a + 1 < n; a += 2) {
    const re = real[a + 1]!;
    const im = imaginary[a + 1]!;
    real[a + 1] = real[a]! - re;
    imaginary[a + 1] = imaginary[a]! - im;
    real[a] = real[a]! + re;
    imaginary[a] = imaginary[a]! + im;
  }
  for (let half = 2; half < n; half *= 2) {
    const { cosines, sines } = turns(half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const a = start + k;
        const b = a + half;
        const c = cosines[k]!;
        const s = sines[k]!;
        const re = real[b]! * c - imaginary[b]! * s;
        const im = real[b]! * s + imaginary[b]! * c;
        real[b] = real[a]! - re;
        imaginary[b] = imaginary[a]! - im;
        real[a] = real[a]! + re;
        imaginary[a] = imaginary[a]! + im;
      }
    }
  }
}

/** The transform of n real values, n a power of two from 2 on: its first n / 2 + 1 values, of which the others are mirror images. */
export function realFourier(values: Float64Array): { real: Float64Array; imaginary: Float64Array } {
  const half = values.length / 2;
  // The even values with the odd ones as imaginary parts: one transform of half the length, then both parted again by their symmetry.
  const evens = new Float64Array(half);
  const odds = new Float64Array(half);
  for (let t = 0; t < half; t++) {
    evens[t] = values[2 * t]!;
    odds[t] = values[2 * t + 1]!;
  }
  fourier(evens, odds);
  const real = new Float64Array(half + 1);
  const imaginary = new Float64Array(half + 1);
  const { cosines, sines } = turns(half);
  for (let k = 0; k <= half; k++) {
    const a = k === half ? 0 : k;
    const b = k === 0 ? 0 : half - k;
    const evenReal = (evens[a]! + evens[b]!) / 2;
    const evenImaginary = (odds[a]! - odds[b]!) / 2;
    const oddReal = (odds[a]! + odds[b]!) / 2;
    const oddImaginary = (evens[b]! - evens[a]!) / 2;
    const c = k === half ? -1 : cosines[k]!;
    const s = k === half ? 0 : sines[k]!;
    real[k] = evenReal + oddReal * c - oddImaginary * s;
    imaginary[k] = evenImaginary + oddReal * s + oddImaginary * c;
  }
  return { real, imaginary };
}

interface Turns {
  cosines: Float64Array;
  sines: Float64Array;
}

/** Tables of up to so many turns are kept, 16 bytes each: together 4 MB. */
const KEPT = 131_072;
const kept = new Map<number, Turns>();

/** exp(-pi i k / half) for k below `half`. */
function turns(half: number): Turns {
  const known = kept.get(half);
  if (known) return known;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  for (let k = 0; k < half; k++) {
    cosines[k] = Math.cos((Math.PI * k) / half);
    sines[k] = -Math.sin((Math.PI * k) / half);
  }
  if (half <= KEPT) kept.set(half, { cosines, sines });
  return { cosines, sines };
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const re = real[i]!;
    const im = imaginary[i]!;
    real[i] = real[j]!;
    imaginary[i] = imaginary[j]!;
    real[j] = re;
    imaginary[j] = im;
  }
}
