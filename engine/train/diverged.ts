import { ExpectedError } from '../protocol/errors.ts';
import type { TrainingConfig } from '../protocol/training.ts';

/** Where a run stopped making sense. */
export interface Divergence {
  what: 'loss' | 'gradient' | 'validation loss';
  /** The optimiser step that failed, from 1, and its epoch. */
  step: number;
  epoch: number;
  /** The loss and the gradient's norm of that step, where they are known. */
  loss: number | null;
  gradientNorm: number | null;
  /** The norm of the last step that went well. */
  normBefore: number | null;
  /** The last checkpoint, which is of weights that were still good. */
  checkpoint: { step: number; epoch: number } | null;
}

/** The error `diverged`: which step, how large the gradient was, what is kept, and what to do. */
export function diverged(divergence: Divergence, { rate, clipNorm }: TrainingConfig): ExpectedError {
  const { what, step, epoch, loss, gradientNorm, normBefore, checkpoint } = divergence;
  const failed = [loss === null ? '' : `loss ${shown(loss)}`, gradientNorm === null ? '' : `gradient norm ${shown(gradientNorm)}`].filter(
    Boolean,
  );
  const facts = [
    failed.length === 0 ? '' : ` (${failed.join(', ')})`,
    normBefore === null ? '' : `, after a gradient norm of ${shown(normBefore)} in the step before`,
  ].join('');
  const kept =
    checkpoint === null
      ? 'No checkpoint was written yet.'
      : `The last good checkpoint is of step ${checkpoint.step} (epoch ${checkpoint.epoch}).`;
  const clip = clipNorm > 0 ? `lower the clipping norm (now ${clipNorm})` : 'clip gradients to a norm of 1 (now they are not clipped)';
  return new ExpectedError(
    'diverged',
    `Training diverged: the ${what} of step ${step} (epoch ${epoch}) is not finite${facts}. ${kept} ` +
      `Halve the learning rate (now ${rate}) or ${clip}, look for extreme values in the data, and train again.`,
    { ...divergence, rate },
  );
}

function shown(value: number): string {
  return Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : String(value);
}
