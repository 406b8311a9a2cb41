/** The table of a study: every configuration that reached a rung, best first, and what it has in another way than the one nobody tuned. */
import type { RankedTrial, StudyDetail, StudyState, TrainingWishes, TrialChoice } from '../../../engine/protocol/tuning.ts';
import { formatNumber } from '../../base/format.ts';

export interface StudyRow {
  rank: number;
  number: number;
  mean: number;
  /** Null of one seed. */
  deviation: number | null;
  seeds: number;
  failed: number;
  epochs: number;
  /** Share by which it is below the reference, seasonal naive; null where there is none. */
  skill: number | null;
  /** Knobs with the values that were drawn. */
  knobs: Array<{ name: string; value: string }>;
}

export function knobsOf(choice: TrialChoice): StudyRow['knobs'] {
  return [choice.data, choice.model, choice.training].flatMap((part) =>
    Object.entries(part ?? {}).map(([name, value]: [string, unknown]) => ({
      name,
      value: typeof value === 'number' ? formatNumber(value) : Array.isArray(value) ? value.join(', ') : String(value),
    })),
  );
}

export function studyRows({ ranking, reference }: Pick<StudyDetail, 'ranking' | 'reference'>): StudyRow[] {
  return ranking.map(({ number, mean, deviation, scores, failed, epochs, choice }: RankedTrial, index) => ({
    rank: index + 1,
    number,
    mean,
    deviation,
    seeds: scores.length,
    failed,
    epochs,
    skill: reference === null || !(reference > 0) ? null : 1 - mean / reference,
    knobs: knobsOf(choice),
  }));
}

/** A trial as wishes of a training: those of the study, overridden by what was drawn, with the epochs of the last rung. */
export function trialWishes({ wishes, rungs }: Pick<StudyDetail, 'wishes' | 'rungs'>, choice: TrialChoice): TrainingWishes {
  const epochs = rungs.at(-1);
  return {
    data: { ...wishes.data, ...choice.data, target: wishes.data.target, horizon: wishes.data.horizon },
    model: { ...wishes.model, ...choice.model },
    training: { ...wishes.training, ...choice.training, ...(epochs !== undefined && { epochs }) },
  };
}

/** Whether the work on it can be gone on with, where it stands in no queue; one that is done takes a larger budget. */
export function canGoOn(state: StudyState): boolean {
  return state !== 'running' && state !== 'failed';
}
