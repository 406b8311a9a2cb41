import type { WindowSource } from '../native/api.ts';
import type { Scaler } from '../models/trained.ts';
import { countScaler, fitScaler } from '../models/window.ts';

/** What the core takes off the target of one window before the anchor (`WindowSource.scaling`), in scaled units. */
export function windowUnits({ values, channels, scaling, difference }: WindowSource, start: number, context: number): Scaler {
  if (scaling !== 'window' && scaling !== 'level') return { centre: 0, scale: 1 };
  const target = Float32Array.from({ length: context }, (_, t) => values[(start + t) * channels]!);
  return scaling === 'level' ? countScaler(target, 0, context) : fitScaler(target, 0, context, 'none', 1, difference);
}
