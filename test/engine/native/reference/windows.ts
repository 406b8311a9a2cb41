/** Windows of a source as tensors, as the contract describes them. */
import type { Graph, TensorBatch, WindowSource } from '../../../../engine/native/api.ts';

export interface Windows {
  batch: TensorBatch;
  anchors: number[];
}

/** The tensors of `source.starts[indices]`, and the anchors that were taken off. */
export function windowsOf(source: WindowSource, graph: Graph, indices: ArrayLike<number>): Windows {
  const { values, channels, horizon, mask } = source;
  const T = graph.context;
  const at = (row: number, channel: number): number => values[row * channels + channel] ?? NaN;
  const filled = (row: number, channel: number, anchor: number): number => {
    const value = at(row, channel);
    return Number.isNaN(value) ? 0 : channel === 0 ? value - anchor : value;
  };
  const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
  const windows = Array.from(indices, (index) => {
    const start = source.starts[index] ?? NaN;
    const rows = range(T).map((t) => start + t);
    const observed = rows.findLast((row) => !Number.isNaN(at(row, 0)));
    const anchor = source.anchor === 'last' && observed !== undefined ? at(observed, 0) : 0;
    const statics = graph.statics ?? 0;
    return {
      anchor,
      x: rows.flatMap((row) => [
        ...range(channels).map((channel) => filled(row, channel, anchor)),
        ...(mask ? [Number.isNaN(at(row, 0)) ? 0 : 1] : []),
      ]),
      y: range(horizon).map((step) => at(start + (source.targetOffset ?? T) + step, 0) - anchor),
      future: range(graph.horizon ?? 0).flatMap((step) =>
        Array.from(source.future ?? [], (channel) => filled(start + T + step, channel, anchor)),
      ),
      statics: range(statics).map((k) => source.statics?.[(source.staticOf?.[index] ?? NaN) * statics + k] ?? NaN),
      weight: source.weights?.[index] ?? 1,
      scale: source.scales?.[index] ?? 1,
    };
  });
  const flat = (pick: (window: (typeof windows)[0]) => number[]): Float32Array => Float32Array.from(windows.flatMap(pick));
  return {
    anchors: windows.map(({ anchor }) => anchor),
    batch: {
      batch: windows.length,
      x: flat(({ x }) => x),
      y: flat(({ y }) => y),
      future: flat(({ future }) => future),
      statics: flat(({ statics }) => statics),
      weights: flat(({ weight }) => [weight]),
      scales: flat(({ scale }) => [scale]),
    },
  };
}
