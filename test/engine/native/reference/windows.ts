/** Windows of a source as tensors, as the contract describes them. */
import type { Graph, TensorBatch, WindowSource } from '../../../../engine/native/api.ts';

export interface Windows {
  batch: TensorBatch;
  /** `[n][h]`: what was taken off the target of each step. */
  anchors: number[][];
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

/** Root of the mean square of the differences at a lag; 1 where they are none or all but none beside the level. */
function deviationOfChanges(values: readonly number[], lag: number): number {
  const changes = values.map((value, t) => value - (values[t - lag] ?? NaN)).filter((change) => !Number.isNaN(change));
  const observed = values.filter((value) => !Number.isNaN(value));
  const level = observed.reduce((sum, value) => sum + value, 0) / observed.length;
  const deviation = Math.sqrt(changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length);
  return deviation > 1e-6 * Math.abs(level) ? deviation : 1;
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
    const lag = source.difference ?? 0;
    const targets = rows.map((row) => at(row, 0));
    const scaler = scalerOf(targets, source.scaling);
    if (lag > 0 && source.scaling === 'window') scaler.scale = deviationOfChanges(targets, lag);
    const anchor = source.anchor === 'last' && observed !== undefined ? inUnits(at(observed, 0), { ...scaler, anchor: 0 }) : 0;
    const units = { ...scaler, anchor };
    const change = (row: number): number => (row - lag < start ? NaN : (at(row, 0) - at(row - lag, 0)) / scaler.scale);
    const inContext = (row: number): number => (lag > 0 ? change(row) : inUnits(at(row, 0), units));
    const anchors = range(horizon).map((step) => {
      if (lag === 0) return anchor;
      const places = rows.filter((row) => (row - start - T - step) % lag === 0 && !Number.isNaN(at(row, 0)));
      const base = places.at(-1) ?? observed;
      return base === undefined ? 0 : (at(base, 0) - scaler.centre) / scaler.scale;
    });
    const statics = graph.statics ?? 0;
    return {
      anchors,
      x: rows.flatMap((row) => [
        ...range(channels).map((channel) => (channel === 0 ? inContext(row) || 0 : filled(row, channel, units))),
        ...(mask ? [Number.isNaN(inContext(row)) ? 0 : 1] : []),
      ]),
      y: anchors.map((taken, step) => inUnits(at(start + (source.targetOffset ?? T) + step, 0), { ...scaler, anchor: taken })),
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
    anchors: windows.map((window) => window.anchors),
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
