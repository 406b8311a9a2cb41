/** Windows of a source as tensors, as the contract describes them. */
import type { Graph, TensorBatch, WindowSource } from '../../../../engine/native/api.ts';

export interface Windows {
  batch: TensorBatch;
  anchors: number[];
}

/** Mean and population standard deviation of what was observed, or 0 and 1 + the mean of a level; 0 and 1 where nothing scales. */
function scalerOf(values: readonly number[], scaling: WindowSource['scaling']): { centre: number; scale: number } {
  const observed = values.filter((value) => !Number.isNaN(value));
  if (scaling === undefined || scaling === 'none' || observed.length === 0) return { centre: 0, scale: 1 };
  const centre = observed.reduce((sum, value) => sum + value, 0) / observed.length;
  if (scaling === 'level') return { centre: 0, scale: 1 + Math.max(centre, 0) };
  const deviation = Math.sqrt(observed.reduce((sum, value) => sum + (value - centre) ** 2, 0) / observed.length);
  return { centre, scale: deviation > 1e-6 * Math.abs(centre) ? deviation : 1 };
}

/** The tensors of `source.starts[indices]`, and the anchors that were taken off. */
export function windowsOf(source: WindowSource, graph: Graph, indices: ArrayLike<number>): Windows {
  const { values, channels, horizon, mask } = source;
  const T = graph.context;
  const at = (row: number, channel: number): number => values[row * channels + channel] ?? NaN;
  type Units = { centre: number; scale: number; anchor: number };
  const inUnits = (value: number, { centre, scale, anchor }: Units): number => (value - centre) / scale - anchor;
  const filled = (row: number, channel: number, units: Units): number => {
    const value = at(row, channel);
    return Number.isNaN(value) ? 0 : channel === 0 ? inUnits(value, units) : value;
  };
  const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
  const windows = Array.from(indices, (index) => {
    const start = source.starts[index] ?? NaN;
    const rows = range(T).map((t) => start + t);
    const observed = rows.findLast((row) => !Number.isNaN(at(row, 0)));
    const scaler = scalerOf(
      rows.map((row) => at(row, 0)),
      source.scaling,
    );
    const anchor = source.anchor === 'last' && observed !== undefined ? inUnits(at(observed, 0), { ...scaler, anchor: 0 }) : 0;
    const units = { ...scaler, anchor };
    const statics = graph.statics ?? 0;
    return {
      anchor,
      x: rows.flatMap((row) => [
        ...range(channels).map((channel) => filled(row, channel, units)),
        ...(mask ? [Number.isNaN(at(row, 0)) ? 0 : 1] : []),
      ]),
      y: range(horizon).map((step) => inUnits(at(start + (source.targetOffset ?? T) + step, 0), units)),
      future: range(graph.horizon ?? 0).flatMap((step) =>
        Array.from(source.future ?? [], (channel) => filled(start + T + step, channel, units)),
      ),
      statics: range(statics).map((k) => source.statics?.[(source.staticOf?.[index] ?? NaN) * statics + k] ?? NaN),
      weight: source.weights?.[index] ?? 1,
      scale: source.scales?.[index] ?? (source.scaling === 'level' ? units.scale : 1),
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
