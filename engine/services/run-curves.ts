import type { EpochTiming, RunCurves, RunLosses } from '../protocol/runs.ts';
import type { EpochRecord } from '../protocol/training.ts';

/** The epochs of a run as columns; what was not timed is NaN. */
export function runCurves(runId: string, epochs: readonly EpochRecord[], timings: readonly EpochTiming[]): RunCurves {
  const timed = new Map(timings.map((timing) => [timing.epoch, timing]));
  const column = (of: (record: EpochRecord) => number): Float64Array => Float64Array.from(epochs, of);
  const time = (of: (timing: EpochTiming) => number): Float64Array =>
    column(({ epoch }) => {
      const timing = timed.get(epoch);
      return timing === undefined ? Number.NaN : of(timing);
    });
  return {
    runId,
    epoch: column(({ epoch }) => epoch),
    trainingLoss: column(({ trainingLoss }) => trainingLoss),
    validationLoss: column(({ validationLoss }) => validationLoss),
    rate: column(({ rate }) => rate),
    gradientNorm: column(({ gradientNorm }) => gradientNorm),
    steps: time(({ steps }) => steps),
    seconds: time(({ seconds }) => seconds),
    windowsPerSecond: time(({ windowsPerSecond }) => windowsPerSecond),
  };
}

/** What of the losses stands in a run's record; null before the first epoch has ended. */
export function lossesOf(epochs: readonly EpochRecord[], bestEpoch: number): RunLosses | null {
  const last = epochs.at(-1);
  if (last === undefined) return null;
  const best = epochs.find(({ epoch }) => epoch === bestEpoch);
  return { lastTraining: last.trainingLoss, lastValidation: last.validationLoss, bestTraining: best?.trainingLoss ?? Number.NaN };
}
