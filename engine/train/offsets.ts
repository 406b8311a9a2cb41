import type { NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import type { Prepared } from './prepare.ts';

/**
 * Intervals for a point model: the empirical quantiles of its residuals on the validation windows, by horizon step, in scaled
 * units, `[h, Q]`. (Split conformal prediction with signed residuals, Lei et al. 2018; validation also chose the
 * stopping epoch, so the intervals are slightly narrow.)
 */
export async function residualOffsets(model: NativeModel, { source, validation }: Prepared, config: RunConfig): Promise<Float32Array> {
  const { horizon, context } = config.data;
  const { quantiles } = config.training;
  const outputs = await model.predict(validation, 256);
  const offsets = new Float32Array(horizon * quantiles.length);
  for (let k = 0; k < horizon; k++) {
    const residuals: number[] = [];
    validation.forEach((window, n) => {
      const row = source.starts[window]! + context + k;
      const residual = source.values[row * source.channels]! - outputs[n * horizon + k]!;
      if (!Number.isNaN(residual)) residuals.push(residual);
    });
    residuals.sort((a, b) => a - b);
    quantiles.forEach((level, q) => {
      offsets[k * quantiles.length + q] = residuals.length === 0 ? 0 : quantileOf(residuals, level);
    });
  }
  return offsets;
}

/** Empirical quantile of sorted values, linear between order statistics at (n + 1) q - 1, clamped to the ends. */
function quantileOf(sorted: readonly number[], level: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, (sorted.length + 1) * level - 1));
  const below = Math.floor(at);
  const share = at - below;
  return sorted[below]! * (1 - share) + sorted[Math.min(sorted.length - 1, below + 1)]! * share;
}
