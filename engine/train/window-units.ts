import type { WindowSource } from '../native/api.ts';
import type { Scaler } from '../models/trained.ts';
import { fitScaler } from '../models/window.ts';

/** What the core takes off the target of one window before the anchor (`WindowSource.scaling`), in scaled units. */
export function windowUnits({ values, channels, scaling }: WindowSource, start: number, context: number): Scaler {
  if (scaling !== 'window') return { centre: 0, scale: 1 };
  const target = Float32Array.from({ length: context }, (_, t) => values[(start + t) * channels]!);
  return fitScaler(target, 0, context, 'none');
}
