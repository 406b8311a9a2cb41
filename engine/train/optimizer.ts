import type { OptimizerSpec } from '../native/api.ts';
import type { TrainingConfig } from '../protocol/training.ts';

/**
 * Adam with the constants of its paper (Kingma & Ba 2015), or AdamW, which takes the weight decay out of the gradient
 * (Loshchilov & Hutter 2019); clipping by value, by norm, and gradient noise as the configuration says.
 */
export function optimizerSpec({ optimizer, clipNorm, clipValue, weightDecay, gradientNoise }: TrainingConfig): OptimizerSpec {
  return {
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    clipNorm,
    clipValue,
    weightDecay,
    decoupled: optimizer === 'adamw',
    noise: gradientNoise,
  };
}
