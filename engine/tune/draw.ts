import { createRandom, type Random } from '../base/random.ts';
import { MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../protocol/defaults.ts';
import type { ModelConfig } from '../protocol/training.ts';
import type { NumberDomain, StepsDomain, TrainingWishes, TrialChoice, TuningSpace } from '../protocol/tuning.ts';
import { reads, takesDifferences } from '../train/possible.ts';

/** What the multiples of a context are of. */
export interface StepUnits {
  season: number;
  horizon: number;
}

/** Knobs whose values are whole numbers. */
const WHOLE: ReadonlySet<string> = new Set(['context', 'difference', 'hidden', 'layers', 'segment', 'seriesEmbedding', 'batch']);

type Domain = StepsDomain | { choices: readonly unknown[] };

/**
 * The configuration of one trial. It depends on seed, number and space alone, so a study that is gone on with draws the same
 * ones (the knobs are drawn in the order of their names). Number 0 is the wishes as they are. Knobs that the drawn
 * structure, loss or cell does not read are left out.
 */
export function drawTrial(space: TuningSpace, wishes: TrainingWishes, units: StepUnits, seed: number, number: number): TrialChoice {
  if (number === 0) return {};
  const random = createRandom(seed, number);
  const draw = (part: object | undefined): Record<string, unknown> | undefined => {
    const knobs = Object.entries(part ?? {}).filter((entry): entry is [string, Domain] => entry[1] !== undefined);
    if (knobs.length === 0) return undefined;
    return Object.fromEntries(
      knobs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, domain]) => [name, valueOf(domain, name, units, random)]),
    );
  };
  const [data, model, training] = [draw(space.data), draw(space.model), draw(space.training)];
  const choice = { ...(data ? { data } : {}), ...(model ? { model } : {}), ...(training ? { training } : {}) } as TrialChoice;
  return withoutUnread(choice, wishes);
}

/** The least number of steps that a context can be drawn as; null where the space leaves it alone. */
export function shortestContext({ data }: TuningSpace, units: StepUnits): number | null {
  const domain = data?.context;
  if (domain === undefined) return null;
  return inSteps(Math.min(...(domain.choices ?? [domain.from!])), domain, units);
}

function valueOf(domain: Domain, name: string, units: StepUnits, random: Random): unknown {
  if (domain.choices !== undefined) {
    const value = domain.choices[random.below(domain.choices.length)];
    return name === 'context' ? inSteps(value as number, domain as StepsDomain, units) : value;
  }
  const whole = WHOLE.has(name) && ((domain as StepsDomain).of ?? 'step') === 'step';
  const value = inRange(domain as NumberDomain, whole, random.uniform());
  return name === 'context' ? inSteps(value, domain as StepsDomain, units) : value;
}

/** The value at a share of a range; every whole number of a linear one has the same room. */
function inRange({ from, to, scale }: NumberDomain, whole: boolean, share: number): number {
  const [low, high] = [from!, to!];
  if (scale === 'log') {
    const value = low * (high / low) ** share;
    return whole ? Math.round(value) : Number(value.toPrecision(3));
  }
  return whole ? low + Math.floor(share * (high - low + 1)) : Number((low + share * (high - low)).toPrecision(3));
}

function inSteps(value: number, { of = 'step' }: StepsDomain, { season, horizon }: StepUnits): number {
  return Math.max(1, Math.round(value * (of === 'season' ? season : of === 'horizon' ? horizon : 1)));
}

function withoutUnread(drawn: TrialChoice, wishes: TrainingWishes): TrialChoice {
  const choice = withoutConflict(drawn, wishes);
  const { model } = choice;
  if (model === undefined) return choice;
  const structure = model.structure ?? wishes.model?.structure ?? MODEL_DEFAULTS.structure;
  const kind = model.kind ?? wishes.model?.kind ?? MODEL_DEFAULTS.kind;
  const loss = choice.training?.loss ?? wishes.training?.loss ?? TRAINING_DEFAULTS.loss;
  const isRead = (name: string): boolean =>
    reads(structure, name as keyof ModelConfig) &&
    (name !== 'monotone' || loss === 'quantile') &&
    (name !== 'resetAfter' || kind === 'gru');
  return { ...choice, model: Object.fromEntries(Object.entries(model).filter(([name]) => isRead(name))) };
}

/** A difference takes the place of the anchor, which is then not read; what takes none is drawn without. */
function withoutConflict(choice: TrialChoice, wishes: TrainingWishes): TrialChoice {
  const { anchor: _, ...others } = choice.data ?? {};
  if ((others.difference ?? 0) === 0) return choice;
  const structure = choice.model?.structure ?? wishes.model?.structure ?? MODEL_DEFAULTS.structure;
  const loss = choice.training?.loss ?? wishes.training?.loss ?? TRAINING_DEFAULTS.loss;
  return { ...choice, data: takesDifferences(structure, loss) ? others : { ...choice.data, difference: 0 } };
}
