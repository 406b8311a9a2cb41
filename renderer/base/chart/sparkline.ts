import { finiteDomain } from './domain.ts';
import { thinPoints } from './points.ts';

/** SVG path of the values across a box, broken at gaps; one unit of air above and below. */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const points = thinPoints(
    values.map((y, x) => ({ x, y })),
    4 * width,
  );
  const domain = finiteDomain(values);
  if (!domain) return '';
  const span = domain.max - domain.min;
  const across = width / Math.max(1, values.length - 1);
  let open = false;
  let path = '';
  for (const { x, y } of points) {
    if (!Number.isFinite(y)) {
      open = false;
      continue;
    }
    const share = span > 0 ? (y - domain.min) / span : 0.5;
    path += `${open ? 'L' : 'M'}${(x * across).toFixed(1)} ${(height - 1 - share * (height - 2)).toFixed(1)}`;
    open = true;
  }
  return path;
}
