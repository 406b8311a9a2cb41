/** Round numbers for an axis. */

import { axisFormatter } from './number-format.ts';

export interface Tick {
  value: number;
  /** Two lines on a time axis: the time, and the day or year it belongs to. */
  label: string | string[];
}

/** The 1, 2 or 5 times a power of ten that comes nearest to cutting the span into `count` steps. */
export function niceStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const excess = raw / power;
  const factor = excess >= Math.sqrt(50) ? 10 : excess >= Math.sqrt(10) ? 5 : excess >= Math.SQRT2 ? 2 : 1;
  return Number((factor * power).toPrecision(12));
}

/** Multiples of the step inside the bounds, free of accumulated rounding. */
export function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  const decimals = Math.min(100, Math.max(0, -Math.floor(Math.log10(step))));
  const values: number[] = [];
  for (let i = first; i <= last && values.length < 1000; i++) values.push(Number((i * step).toFixed(decimals)));
  return values;
}

export interface NumberTickOptions {
  locale?: string | undefined;
  /** Rows and epochs have no halves. */
  whole?: boolean;
}

export function numberTicks(min: number, max: number, count: number, options: NumberTickOptions = {}): Tick[] {
  if (!(max > min) || !Number.isFinite(max - min)) return [];
  const step = options.whole ? Math.max(1, niceStep(max - min, count)) : niceStep(max - min, count);
  const values = multiples(min, max, step);
  const format = axisFormatter(step, Math.max(Math.abs(min), Math.abs(max)), options.locale);
  return values.map((value) => ({ value, label: format(value) }));
}

/** Ticks of an axis whose positions are decimal logarithms: decades, with 2 and 5 between where there is room. */
export function logTicks(min: number, max: number, count: number, locale?: string): Tick[] {
  if (!(max > min) || !Number.isFinite(max - min)) return [];
  if (max - min < 0.4) {
    const linear = numberTicks(10 ** min, 10 ** max, count, { locale });
    return linear.filter((tick) => tick.value > 0).map((tick) => ({ ...tick, value: Math.log10(tick.value) }));
  }
  const decades = max - min;
  const factors = decades * 3 <= count * 1.5 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const ticks: Tick[] = [];
  for (let power = Math.floor(min / stride) * stride; power <= max; power += stride) {
    for (const factor of factors) {
      const value = power + Math.log10(factor);
      const shown = Number(`${factor}e${power}`);
      if (value >= min - 1e-9 && value <= max + 1e-9) ticks.push({ value, label: axisFormatter(shown, shown, locale)(shown) });
    }
  }
  return ticks;
}
