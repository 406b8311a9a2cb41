/** A made-up series of any length behind the same loader the engine offers, and small results to draw. */

import type { WindowResult } from '../../../../../engine/protocol/data.ts';
import type { EpochRecord, SeriesForecast } from '../../../../../engine/protocol/training.ts';
import { lowerBound } from '../../../../../renderer/base/chart/search.ts';

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface FakeSeries {
  x: Float64Array;
  y: Float64Array;
}

export function hourly(rows: number): FakeSeries {
  const next = random(7);
  const x = new Float64Array(rows);
  const y = new Float64Array(rows);
  let level = 1000;
  for (let i = 0; i < rows; i++) {
    level += (next() - 0.5) * 4;
    x[i] = Date.UTC(1990, 0, 1) + i * 3.6e6;
    const season = 60 * Math.sin((2 * Math.PI * i) / 24) + 200 * Math.sin((2 * Math.PI * i) / 8766);
    y[i] = i % 40_009 < 300 && i > 1000 ? Number.NaN : level + season + (next() - 0.5) * 80;
  }
  y[Math.floor(rows * 0.62)] = level + 2500;
  return { x, y };
}

/** Minimum and maximum of each bucket, as the engine gives them. */
export function windowOf({ x, y }: FakeSeries, from: number | null, to: number | null, pixels: number): WindowResult {
  const start = from === null ? 0 : lowerBound(x, from);
  const end = to === null ? x.length : lowerBound(x, to + 1);
  const rows = end - start;
  if (rows <= pixels * 2) return { x: x.slice(start, end), y: y.slice(start, end), rows, complete: true };
  const outX: number[] = [];
  const outY: number[] = [];
  for (let bucket = 0; bucket < pixels; bucket++) {
    const first = start + Math.floor((bucket * rows) / pixels);
    const last = start + Math.floor(((bucket + 1) * rows) / pixels);
    let [low, high] = [first, first];
    for (let i = first; i < last; i++) {
      const value = y[i] ?? Number.NaN;
      if (!(value >= (y[low] ?? 0))) low = Number.isNaN(value) ? low : i;
      if (!(value <= (y[high] ?? 0))) high = Number.isNaN(value) ? high : i;
    }
    for (const index of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
      outX.push(x[index] ?? 0);
      outY.push(y[index] ?? Number.NaN);
    }
  }
  return { x: Float64Array.from(outX), y: Float64Array.from(outY), rows, complete: false };
}

export function losses(epochs: number): EpochRecord[] {
  const next = random(3);
  return Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    trainingLoss: 0.9 * Math.exp(-i / 12) + 0.05 + next() * 0.01,
    validationLoss: 0.95 * Math.exp(-i / 11) + 0.09 + 0.0012 * i + next() * 0.02,
    rate: 0.003 * 0.98 ** i,
    gradientNorm: 2 * Math.exp(-i / 20) + next() * 0.2,
    clippedNorm: 1,
    clippedShare: 0,
    layerNorms: [],
  }));
}

export function monthlyForecast(): SeriesForecast {
  const next = random(11);
  const month = (i: number): number => Date.UTC(2015, i, 1);
  const value = (i: number): number => 300 + 2.2 * i + 45 * Math.sin((2 * Math.PI * i) / 12);
  const past = 72;
  const horizon = 18;
  const quantiles = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
  const scores = [-1.64, -1.28, -0.67, 0, 0.67, 1.28, 1.64];
  return {
    seriesId: 'Passengers',
    time: Float64Array.from({ length: horizon }, (_, i) => month(past + i)),
    quantiles,
    values: Float64Array.from({ length: horizon * quantiles.length }, (_, k) => {
      const step = Math.floor(k / quantiles.length);
      return value(past + step) + (scores[k % quantiles.length] ?? 0) * 9 * Math.sqrt(step + 1);
    }),
    mean: Float64Array.from({ length: horizon }, (_, i) => value(past + i) + 1.5),
    historyTime: Float64Array.from({ length: past }, (_, i) => month(i)),
    historyValues: Float64Array.from({ length: past }, (_, i) => (i === 30 ? Number.NaN : value(i) + (next() - 0.5) * 20)),
  };
}

export function stepErrors(): Record<'model' | 'naive' | 'seasonalNaive' | 'drift', number[]> {
  const line = (base: number, slope: number): number[] => Array.from({ length: 18 }, (_, i) => base + slope * Math.sqrt(i) + (i % 3) * 0.4);
  return { model: line(8, 3), seasonalNaive: line(17, 0.8), naive: line(12, 9), drift: line(12, 7.5) };
}
