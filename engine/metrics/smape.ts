import { meanOverObserved } from './observed.ts';

/** sMAPE in percent, 0 to 200: mean of 200 |y - f| / (|y| + |f|); 0/0 counts 0 (M4 competition). */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return meanOverObserved(actual, (y, i) => {
    const f = forecast[i]!;
    const size = Math.abs(y) + Math.abs(f);
    return size === 0 ? 0 : (200 * Math.abs(y - f)) / size;
  });
}
