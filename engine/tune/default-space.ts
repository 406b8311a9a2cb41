import type { RunConfig } from '../protocol/training.ts';
import type { StepsDomain, TrainingWishes, TuningSpace } from '../protocol/tuning.ts';

/** From so many training windows on, wider networks are worth their time. */
const MANY_WINDOWS = 2000;
/** A segment needs a horizon that is more than one of them. */
const HORIZON_FOR_SEGMENTS = 8;

export interface DataSize {
  /** Training windows under the untuned configuration. */
  windows: number;
  /** Rows of the longest series' training part. */
  trainingRows: number;
}

/**
 * The space where nobody declared one: the knobs that matter most for a recurrent network (Greff et al. 2017, section VI: the rate
 * first, then the width), around what the data suggest. Knobs that the wishes decide are left alone.
 */
export function defaultSpace(base: RunConfig, size: DataSize, wishes: TrainingWishes): TuningSpace {
  const { horizon } = base.data;
  const { batch } = base.training;
  const space = {
    data: { context: contextDomain(base, size.trainingRows), scaling: { choices: ['series', 'window'] as const } },
    model: {
      structure: horizon >= HORIZON_FOR_SEGMENTS ? { choices: ['stack', 'segments'] as const } : undefined,
      kind: { choices: ['gru', 'lstm'] as const },
      hidden: { choices: size.windows < MANY_WINDOWS ? [16, 32, 64] : [32, 64, 128] },
      layers: { choices: [1, 2] },
      dropout: { choices: [0, 0.1, 0.2, 0.3] },
      skipStart: base.model.skip ? { choices: ['zero', 'ridge'] as const } : undefined,
    },
    training: {
      loss: { choices: ['quantile', 'normal'] as const },
      rate: { from: 3e-4, to: 2e-2, scale: 'log' as const },
      batch: { choices: [Math.max(1, Math.round(batch / 2)), batch, 2 * batch] },
    },
  };
  return {
    data: open(space.data, wishes.data),
    model: open(space.model, wishes.model),
    training: open(space.training, wishes.training),
  };
}

/** Multiples of the season, or of the horizon where there is none, that leave half of the training rows for windows. */
function contextDomain({ data }: RunConfig, trainingRows: number): StepsDomain | undefined {
  const of = data.season > 1 ? 'season' : 'horizon';
  const unit = data.season > 1 ? data.season : data.horizon;
  const most = Math.floor((trainingRows - data.horizon) / 2);
  const choices = [1, 1.5, 2, 3, 4].filter((times) => times * unit <= most);
  return choices.length < 2 ? undefined : { choices, of };
}

/** The knobs that are neither decided nor empty. */
function open(domains: Record<string, unknown>, decided: object | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(domains).filter(
      ([name, domain]) => domain !== undefined && (decided as Record<string, unknown> | undefined)?.[name] === undefined,
    ),
  );
}
