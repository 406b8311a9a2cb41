import type { Schedule } from '../protocol/training.ts';

/** Epochs without improvement after which `plateau` halves the rate, as a share of the patience that stops training. */
const PLATEAU_SHARE = 1 / 3;
/** `cosine` ends at this share of the first rate (Loshchilov & Hutter 2017, without restarts). */
const COSINE_FLOOR = 0.01;

/**
 * The learning rate at one step. `progress` is the share of all planned steps that lie behind, 0 to 1; `halvings`
 * how often `plateau` has halved so far.
 */
export function rateAt(schedule: Schedule, rate: number, progress: number, halvings: number): number {
  switch (schedule) {
    case 'constant':
      return rate;
    case 'cosine':
      return rate * (COSINE_FLOOR + ((1 - COSINE_FLOOR) * (1 + Math.cos(Math.PI * Math.min(1, progress)))) / 2);
    case 'plateau':
      return rate * 0.5 ** halvings;
  }
}

/** Whether `plateau` halves the rate after an epoch that left `waited` epochs without improvement. */
export function halvesAfter(schedule: Schedule, waited: number, patience: number): boolean {
  return schedule === 'plateau' && waited > 0 && waited % Math.max(1, Math.round(patience * PLATEAU_SHARE)) === 0;
}
