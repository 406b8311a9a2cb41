import type { Schedule, TrainingConfig } from '../protocol/training.ts';

/** Epochs without improvement after which `plateau` halves the rate, as a share of the patience that stops training. */
const PLATEAU_SHARE = 1 / 3;
/** `cosine` ends at this share of the first rate (Loshchilov & Hutter 2017, without restarts). */
const COSINE_FLOOR = 0.01;
/** `step` divides the rate by ten after these shares of the steps (He et al. 2016, section 4.2, on CIFAR-10). */
const STEP_SHARES = [0.5, 0.75];
const STEP_FACTOR = 0.1;

/**
 * The learning rate of one optimiser step. `step` counts from 0 and `planned` is how many all epochs take, so that the rate
 * depends on nothing but the place in the run; `halvings` is how often `plateau` has halved so far. A warm-up of W steps
 * (a share of `planned`, rounded) gives step s < W the rate's (s + 1) / W (Goyal et al. 2017, section 2.2); the
 * schedule then runs over the steps that are left.
 */
export function rateAt(
  { schedule, rate, warmup }: Pick<TrainingConfig, 'schedule' | 'rate' | 'warmup'>,
  step: number,
  planned: number,
  halvings: number,
): number {
  const rising = Math.round(warmup * planned);
  if (step < rising) return (rate * (step + 1)) / rising;
  return rate * shareAt(schedule, (step - rising) / (planned - rising), halvings);
}

/** The share of the first rate; `progress` is the share of the steps after the warm-up that lie behind. */
function shareAt(schedule: Schedule, progress: number, halvings: number): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'step':
      return STEP_FACTOR ** STEP_SHARES.filter((share) => progress >= share).length;
    case 'cosine':
      return COSINE_FLOOR + ((1 - COSINE_FLOOR) * (1 + Math.cos(Math.PI * Math.min(1, progress)))) / 2;
    case 'plateau':
      return 0.5 ** halvings;
  }
}

/** Whether `plateau` halves the rate after an epoch that left `waited` epochs without improvement. */
export function halvesAfter(schedule: Schedule, waited: number, patience: number): boolean {
  return schedule === 'plateau' && waited > 0 && waited % Math.max(1, Math.round(patience * PLATEAU_SHARE)) === 0;
}
