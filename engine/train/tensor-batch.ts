import type { Graph, TensorBatch, WindowSource } from '../native/api.ts';

/**
 * Windows of a source as plain tensors, cut as the core cuts them while it trains (`WindowSource`): anchored at the last
 * observed target of the context, gaps as 0 beside the mask, targets `[B, h]` with NaN for gaps.
 */
export function tensorBatch(source: WindowSource, windows: Int32Array, graph: Pick<Graph, 'context' | 'statics'>): TensorBatch {
  const { context } = graph;
  const { values, channels, horizon, mask, starts } = source;
  const width = channels + (mask ? 1 : 0);
  const batch = windows.length;
  const x = new Float32Array(batch * context * width);
  const y = new Float32Array(batch * horizon);
  windows.forEach((window, b) => {
    const start = starts[window]!;
    const anchor = anchorOf(source, start, context);
    for (let t = 0; t < context; t++) {
      const at = (b * context + t) * width;
      for (let c = 0; c < channels; c++) {
        const value = values[(start + t) * channels + c]! - (c === 0 ? anchor : 0);
        x[at + c] = Number.isNaN(value) ? 0 : value;
      }
      if (mask) x[at + channels] = Number.isNaN(values[(start + t) * channels]!) ? 0 : 1;
    }
    const first = start + (source.targetOffset ?? context);
    for (let k = 0; k < horizon; k++) y[b * horizon + k] = values[(first + k) * channels]! - anchor;
  });
  return {
    batch,
    x,
    y,
    ...future(source, windows, context),
    ...statics(source, windows, graph.statics ?? 0),
    ...perWindow(source, windows),
  };
}

/** The last observed target of a context; 0 where nothing was observed or nothing is subtracted. */
function anchorOf({ values, channels, anchor }: WindowSource, start: number, context: number): number {
  if (anchor === 'none') return 0;
  for (let t = context - 1; t >= 0; t--) {
    const value = values[(start + t) * channels]!;
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

function perWindow({ weights, scales }: WindowSource, windows: Int32Array): Partial<TensorBatch> {
  const of = (values: Float32Array): Float32Array => Float32Array.from(windows, (window) => values[window]!);
  return { ...(weights ? { weights: of(weights) } : {}), ...(scales ? { scales: of(scales) } : {}) };
}
