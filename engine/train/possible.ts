/** What cannot be trained together, refused before anything is built, in sentences that say what to do. */
import { dilationOf } from '../models/layers.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS } from '../protocol/defaults.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { LossKind, ModelConfig, RunConfig, Structure, TrainingRequest } from '../protocol/training.ts';

const NAMES: Record<Structure, string> = {
  stack: 'stack',
  'encoder-decoder': 'encoder-decoder',
  segments: 'segments',
  deepar: 'deepar',
  'es-rnn': 'es-rnn',
};

/** The structures that read an option; the others would ignore it. */
const READERS: Partial<Record<keyof ModelConfig, readonly Structure[]>> = {
  residual: ['stack', 'encoder-decoder', 'deepar', 'es-rnn'],
  layerNorm: ['stack', 'encoder-decoder', 'es-rnn'],
  dilated: ['stack', 'encoder-decoder', 'es-rnn'],
  bidirectional: ['stack', 'encoder-decoder', 'es-rnn'],
  reverseSource: ['encoder-decoder'],
  teacherForcing: ['encoder-decoder'],
  segment: ['segments'],
  skipStart: ['stack', 'encoder-decoder', 'segments', 'deepar'],
};

/** Whether a structure reads an option of the model, or would ignore it. */
export function reads(structure: Structure, option: keyof ModelConfig): boolean {
  return READERS[option]?.includes(structure) ?? true;
}

/** Whether a model may learn differences: one that goes on step by step reads its own values, not changes from the context, and counts stay counts. */
export function takesDifferences(structure: Structure, loss: LossKind): boolean {
  return structure !== 'es-rnn' && structure !== 'deepar' && loss !== 'negativeBinomial';
}

/**
 * Refuses a resolved configuration whose parts do not go together; `request` tells what the user decided.
 * Error: `bad-config`; its details name the field.
 */
export function requirePossible(config: RunConfig, request: TrainingRequest, series: number): void {
  requireReaders(config.model, request);
  requireSegment(config);
  requireKnownReader(config);
  requireSmoothing(config);
  requireDilation(config);
  requireQuantiles(config);
  requireDistribution(config);
  requireCounts(config);
  requireDifference(config);
  requireExponent(config, request);
  if (config.model.seriesEmbedding > 0 && series < 2) {
    throw refused(
      'seriesEmbedding',
      `Expected several series for a series embedding of ${config.model.seriesEmbedding} but the data have one. Leave the embedding at 0.`,
    );
  }
}

function requireReaders(model: ModelConfig, request: TrainingRequest): void {
  for (const [name, structures] of Object.entries(READERS) as Array<[keyof ModelConfig, readonly Structure[]]>) {
    const wanted = request.model?.[name];
    // What a run left undecided stands in its configuration as the default, and may be asked for again.
    if (wanted === undefined || wanted === MODEL_DEFAULTS[name] || structures.includes(model.structure)) continue;
    throw refused(
      name,
      `Expected the structure ${listed(structures.map((structure) => NAMES[structure]))} for ${name} but received ` +
        `${NAMES[model.structure]}, which has no use for it. Leave ${name} out, or choose another structure.`,
    );
  }
}

/** Smoothing goes on by itself: an ES-RNN has nothing that would read what is known ahead, of a series as a whole, or by name. */
function requireKnownReader({ data, model }: RunConfig): void {
  const declared = [...data.future, ...data.calendar, ...data.statics, ...data.categorical];
  if (model.structure !== 'es-rnn' || declared.length === 0) return;
  throw refused(
    'structure',
    `Expected another structure than es-rnn for future, static or categorical covariates and the calendar (${[...new Set(declared)].join(', ')}), which it does not read. ` +
      'Choose stack, encoder-decoder, segments or deepar, or leave them out.',
  );
}

function requireSegment({ data, model }: RunConfig): void {
  if (model.structure !== 'segments') return;
  const { segment } = model;
  const { context, horizon } = data;
  if (context % segment === 0 && horizon % segment === 0) return;
  throw refused(
    'segment',
    `Expected a segment that divides context ${context} and horizon ${horizon} but received ${segment}. ` +
      'Leave the segment out, or choose a context and a horizon that are whole segments.',
  );
}

function requireSmoothing({ data, model }: RunConfig): void {
  const { context, season } = data;
  if (model.structure !== 'es-rnn' || season === 1 || context >= 2 * season) return;
  throw refused(
    'context',
    `Expected a context of at least two seasons, ${2 * season} steps, for the structure es-rnn but received ${context}. ` +
      'Choose a longer context, another season (1: none), or another structure.',
  );
}

function requireDilation({ data, model }: RunConfig): void {
  const farthest = dilationOf(model.structure, data.season, model.layers);
  if (!model.dilated || farthest < data.context) return;
  let most = Math.max(1, model.layers - 1);
  while (most > 1 && dilationOf(model.structure, data.season, most) >= data.context) most--;
  throw refused(
    'layers',
    `Expected layers whose dilations stay within the context of ${data.context} steps but layer ${model.layers} would look ${farthest} steps back. ` +
      `Use at most ${most} layers, a longer context, or no dilation.`,
  );
}

function requireQuantiles({ model, training }: RunConfig): void {
  const { quantiles, loss } = training;
  if (!quantiles.includes(0.5)) {
    throw refused('quantiles', `Expected quantiles to include 0.5 (the point forecast) but received ${quantiles.join(', ')}. Add 0.5.`);
  }
  if (model.monotone && loss !== 'quantile') {
    throw refused(
      'monotone',
      `Expected the loss quantile for quantiles that cannot cross (monotone) but received ${loss}, whose intervals cannot cross anyway. Leave monotone out.`,
    );
  }
}

/** "a", "a or b", "a, b or c". */
function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' or ');
}

/** Sample paths are drawn from a distribution. */
function requireDistribution({ data, model, training }: RunConfig): void {
  if (model.structure !== 'deepar') return;
  if (!['normal', 'studentT', 'negativeBinomial'].includes(training.loss)) {
    throw refused(
      'loss',
      `Expected the loss of a distribution (normal, studentT or negativeBinomial) for deepar, which draws from it, but received ${training.loss}. ` +
        'Leave the loss out, or choose one of these.',
    );
  }
  if (training.loss === 'studentT' && data.transform !== 'none') {
    throw refused(
      'transform',
      `Expected no logarithm and no power for deepar with Student's t, whose exponentials and powers need not have a mean, but received ${data.transform}. ` +
        'Use transform none, or the loss normal.',
    );
  }
}

/** An exponent is that of Box-Cox alone; the neutral one is what every other configuration has. */
function requireExponent({ data }: RunConfig, request: TrainingRequest): void {
  const wanted = request.data.lambda;
  if (data.transform === 'box-cox' || wanted === undefined || wanted === DATA_DEFAULTS.lambda) return;
  throw refused(
    'lambda',
    `Expected transform box-cox for lambda ${wanted} but received ${data.transform}, which has no exponent. Leave lambda out, or choose transform box-cox.`,
  );
}

/** Counts are neither shifted nor transformed. */
function requireCounts({ data, model, training }: RunConfig): void {
  if (training.loss !== 'negativeBinomial') return;
  if (data.transform !== 'none') {
    throw refused(
      'transform',
      `Expected transform none for the loss negativeBinomial, whose targets are counts, but received ${data.transform}.`,
    );
  }
  if (model.skipStart === 'ridge') {
    throw refused(
      'skipStart',
      'Expected a bypass that starts at zero for the loss negativeBinomial, whose mean is no linear forecast, but received ridge. Leave it out.',
    );
  }
  if (data.anchor) {
    throw refused(
      'anchor',
      'Expected no anchor for the loss negativeBinomial, whose targets are counts, but it was asked for. Leave it out.',
    );
  }
}

/** A difference needs a model that learns changes, and a context that holds some. */
function requireDifference({ data, model, training }: RunConfig): void {
  const { difference, context } = data;
  if (difference === 0) return;
  if (!takesDifferences(model.structure, training.loss)) {
    throw refused(
      'difference',
      training.loss === 'negativeBinomial'
        ? `Expected no difference for the loss negativeBinomial, whose targets are counts, but received ${difference}. Leave the difference out.`
        : `Expected the structure stack, encoder-decoder or segments for a difference of ${difference} steps but received ${model.structure}, which goes on from values, not from changes. ` +
            'Leave the difference out, or choose another structure.',
    );
  }
  if (difference >= context) {
    throw refused(
      'difference',
      `Expected a difference of less than the context of ${context} steps but received ${difference}. Choose a longer context or a smaller difference.`,
    );
  }
}

function refused(field: string, message: string): ExpectedError {
  return new ExpectedError('bad-config', message, { field });
}
