import { basesOf, differencesOf } from '../models/difference.ts';
import type { Graph, TensorBatch, WindowSource } from '../native/api.ts';
import { windowUnits } from './window-units.ts';

/**
 * Windows of a source as plain tensors, cut as the core cuts them while it trains (`WindowSource`): anchored at the last
 * observed target of the context or taken differences of, gaps as 0 beside the mask, targets `[B, h]` with NaN for gaps.
 */
export function tensorBatch(source: WindowSource, windows: Int32Array, graph: Pick<Graph, 'context' | 'statics'>): TensorBatch {
  const { context } = graph;
  const { values, channels, horizon, mask, starts, difference = 0 } = source;
  const width = channels + (mask ? 1 : 0);
  const batch = windows.length;
  const x = new Float32Array(batch * context * width);
  const y = new Float32Array(batch * horizon);
  windows.forEach((window, b) => {
    const start = starts[window]!;
    const { centre, scale } = windowUnits(source, start, context);
    const scaled = (row: number): number => (values[row * channels]! - centre) / scale;
    const anchor = source.anchor === 'none' ? 0 : lastObserved(scaled, start, context);
    const levels = Float64Array.from({ length: context }, (_, t) => scaled(start + t) - anchor);
    const target = difference > 0 ? differencesOf(levels, difference) : levels;
    const bases = difference > 0 ? basesOf(levels, difference, horizon, 0) : null;
    for (let t = 0; t < context; t++) {
      const at = (b * context + t) * width;
      for (let c = 0; c < channels; c++) {
        const value = c === 0 ? target[t]! : values[(start + t) * channels + c]!;
        x[at + c] = Number.isNaN(value) ? 0 : value;
      }
      if (mask) x[at + channels] = Number.isNaN(target[t]!) ? 0 : 1;
    }
    const first = start + (source.targetOffset ?? context);
    for (let k = 0; k < horizon; k++) y[b * horizon + k] = scaled(first + k) - (bases?.[k] ?? anchor);
  });
  return {
    batch,
    x,
    y,
    ...future(source, windows, context),
    ...statics(source, windows, graph.statics ?? 0),
    ...perWindow(source, windows, context),
  };
}

/** The last observed target of a context; 0 where nothing was observed. */
function lastObserved(target: (row: number) => number, start: number, context: number): number {
  for (let t = context - 1; t >= 0; t--) {
    const value = target(start + t);
    if (!Number.isNaN(value)) return value;
  }
  return 0;
}

function future(
  { future: known, values, channels, horizon, starts }: WindowSource,
  windows: Int32Array,
  context: number,
): Partial<TensorBatch> {
  if (!known) return {};
  const rows = Float32Array.from({ length: windows.length * horizon * known.length }, (_, i) => {
    const [b, rest] = [Math.floor(i / (horizon * known.length)), i % (horizon * known.length)];
    const row = starts[windows[b]!]! + context + Math.floor(rest / known.length);
    const value = values[row * channels + known[rest % known.length]!]!;
    return Number.isNaN(value) ? 0 : value;
  });
  return { future: rows };
}

function statics({ statics: table, staticOf }: WindowSource, windows: Int32Array, width: number): Partial<TensorBatch> {
  if (!table || !staticOf || width === 0) return {};
  const rows = Array.from(windows, (window) => table.subarray(staticOf[window]! * width, (staticOf[window]! + 1) * width));
  return { statics: Float32Array.from(rows.flatMap((row) => Array.from(row))) };
}

function perWindow(source: WindowSource, windows: Int32Array, context: number): Partial<TensorBatch> {
  const { weights, scales, scaling, starts } = source;
  const of = (value: (window: number) => number): Float32Array => Float32Array.from(windows, value);
  const level = (window: number): number => windowUnits(source, starts[window]!, context).scale;
  return {
    ...(weights ? { weights: of((window) => weights[window]!) } : {}),
    ...(scaling === 'level' ? { scales: of(level) } : scales ? { scales: of((window) => scales[window]!) } : {}),
  };
}
