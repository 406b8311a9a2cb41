import type { LossSpec } from '../native/api.ts';
import type { TrainingConfig } from '../protocol/training.ts';

/** The loss of a configuration as the core knows it. Targets are scaled, so Huber's loss turns linear one scale away. */
export function lossSpec({ loss, quantiles }: Pick<TrainingConfig, 'loss' | 'quantiles'>): LossSpec {
  if (loss === 'quantile') return { kind: 'pinball', quantiles };
  if (loss === 'huber') return { kind: 'huber', delta: 1 };
  return { kind: loss };
}

/** P: the outputs that the loss reads a target. */
export function outputsPerTarget(loss: LossSpec): number {
  switch (loss.kind) {
    case 'mse':
    case 'mae':
    case 'huber':
      return 1;
    case 'normal':
    case 'negativeBinomial':
      return 2;
    case 'studentT':
      return 3;
    case 'pinball':
      return loss.quantiles.length;
    case 'crossEntropy':
      return loss.classes;
  }
}

/** The distribution that sample paths are drawn from. Other losses have none: `requirePossible` refuses them. */
export function pathDistribution({ kind }: LossSpec): 'normal' | 'studentT' | 'negativeBinomial' {
  if (kind === 'normal' || kind === 'studentT' || kind === 'negativeBinomial') return kind;
  throw new Error(`Expected the loss of a distribution for sample paths but received ${kind}`);
}

/** The output among the P of a target that is the point forecast: the median of quantiles, else the location, which stands first. */
export function pointOutput(loss: LossSpec): number {
  return loss.kind === 'pinball' ? medianIndex(loss.quantiles) : 0;
}

/** The level 0.5, or where there is none the one nearest to it. */
export function medianIndex(quantiles: readonly number[]): number {
  let nearest = 0;
  quantiles.forEach((level, index) => {
    if (Math.abs(level - 0.5) < Math.abs(quantiles[nearest]! - 0.5)) nearest = index;
  });
  return nearest;
}
