import { BYPASS } from '../models/blueprint.ts';
import { anchorFree, bestRidge, type RidgeMap, sumDifferences, sumWindows, type WindowNorm } from '../models/ridge/index.ts';
import { outputsPerTarget, pointOutput } from '../models/loss.ts';
import type { LossSpec, NativeModel } from '../native/api.ts';
import type { DataConfig, ModelConfig } from '../protocol/training.ts';
import type { Prepared } from './prepare.ts';

/**
 * Starts the linear bypass as the closed-form ridge on the training windows, in the network's own units; the validation windows
 * choose the penalty. Quantiles all start at it and spread from there; monotone ones are counted from the median, which alone starts
 * at it. Where nothing can be solved (no gapless window), the bypass stays as it is.
 */
export function startAtRidge(
  model: NativeModel,
  loss: LossSpec,
  prepared: Prepared,
  { data, model: { monotone } }: { data: DataConfig; model: ModelConfig },
): void {
  const place = model.parameters.find(({ name }) => name === `${BYPASS}.weights`);
  if (!place) return;
  const width = outputsPerTarget(loss);
  const { context } = data;
  const horizon = place.shape[0]! / width;
  const map = ridgeOf(prepared, { ...data, horizon });
  if (map === null) return;
  const values = model.getParameters();
  const located = loss.kind === 'pinball' && !monotone ? Array.from({ length: width }, (_, p) => p) : [pointOutput(loss)];
  for (const p of located) {
    for (let k = 0; k < horizon; k++) {
      const row = place.offset + (k * width + p) * context;
      // The first steps of a context have no differences.
      const lead = context - map.context;
      for (let i = 0; i < map.context; i++) values[row + lead + i] = map.weights[i * horizon + k]!;
    }
  }
  model.setParameters(values);
}

/** The ridge in the units that the network sees: less the last value, the window scaled by itself, or differences. */
function ridgeOf({ source, ranges }: Prepared, { context, horizon, anchor, scaling, difference }: DataConfig): RidgeMap | null {
  const norm: WindowNorm = scaling === 'window' && !anchor ? 'scaled' : 'last';
  const target = (from: number, to: number): Float64Array =>
    Float64Array.from({ length: to - from }, (_, t) => source.values[(from + t) * source.channels]!);
  const sums = (part: (range: Prepared['ranges'][number]) => [number, number]): ReturnType<typeof sumWindows> => {
    const series = ranges.map((range) => target(...part(range)));
    return difference > 0
      ? sumDifferences(series, { context, horizon, difference, byWindow: scaling === 'window' })
      : sumWindows(series, context, horizon, norm);
  };
  const training = sums(({ from, trainingEnd }) => [from, trainingEnd]);
  const validation = sums(({ from, trainingEnd, validationEnd }) => [Math.max(from, trainingEnd - context), validationEnd]);
  const map = bestRidge(training, validation, norm);
  return map !== null && norm === 'last' && !anchor && difference === 0 ? anchorFree(map) : map;
}
