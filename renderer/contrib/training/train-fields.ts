/** The advanced settings of a training: what each is, how its text is read, and where it goes. */
import type { RunConfig } from '../../../engine/protocol/training.ts';
import { locale, perLanguage } from '../../base/language.ts';
import type { SelectOption } from '../../base/ui/select-option.ts';
import { t } from './messages.ts';

type FieldPart = 'data' | 'model' | 'training';
type KeyOf<P extends FieldPart> = keyof RunConfig[P] & string;
export type FieldId = Exclude<KeyOf<'data'>, 'target' | 'horizon'> | Exclude<KeyOf<'model'>, 'kind'> | KeyOf<'training'>;

export interface TrainField {
  id: FieldId;
  part: FieldPart;
  kind: 'integer' | 'number' | 'text' | 'list' | 'choice' | 'switch' | 'columns';
  label: string;
  hint?: string;
  options?: readonly SelectOption[];
}

const field = (part: FieldPart, id: FieldId, kind: TrainField['kind'], rest: Partial<TrainField> = {}): TrainField => ({
  part,
  id,
  kind,
  label: t(id),
  ...rest,
});
const choice = (value: string, label: string): SelectOption => ({ value, label });

export const trainFields = perLanguage((): readonly TrainField[] => [
  field('data', 'from', 'text', { hint: t('fromHint') }),
  field('data', 'to', 'text', { hint: t('toHint') }),
  field('data', 'context', 'integer', { hint: t('contextHint') }),
  field('data', 'season', 'integer', { hint: t('seasonHint') }),
  field('data', 'transform', 'choice', {
    hint: t('transformHint'),
    options: [choice('none', t('transformNone')), choice('log', t('transformLog')), choice('box-cox', t('transformBoxCox'))],
  }),
  field('data', 'lambda', 'number', { hint: t('lambdaHint') }),
  field('data', 'scaling', 'choice', {
    hint: t('scalingHint'),
    options: [choice('series', t('scalingSeries')), choice('window', t('scalingWindow'))],
  }),
  field('data', 'anchor', 'switch', { hint: t('anchorHint') }),
  field('data', 'difference', 'integer', { hint: t('differenceHint') }),
  field('data', 'validationShare', 'number', { hint: t('validationShareHint') }),
  field('data', 'testShare', 'number', { hint: t('testShareHint') }),
  field('data', 'covariates', 'columns'),
  field('data', 'future', 'columns', { hint: t('futureHint') }),
  field('data', 'statics', 'columns', { hint: t('staticsHint') }),
  field('data', 'categorical', 'columns', { hint: t('categoricalHint') }),
  field('data', 'calendar', 'columns', {
    hint: t('calendarHint'),
    options: [
      choice('hour', t('calendarHour')),
      choice('weekday', t('calendarWeekday')),
      choice('month', t('calendarMonth')),
      choice('day-of-year', t('calendarDayOfYear')),
    ],
  }),
  field('data', 'sinceObserved', 'switch', { hint: t('sinceObservedHint') }),
  field('model', 'structure', 'choice', {
    hint: t('structureHint'),
    options: [
      choice('stack', t('structureStack')),
      choice('encoder-decoder', t('structureEncoderDecoder')),
      choice('segments', t('structureSegments')),
      choice('es-rnn', t('structureEsRnn')),
      choice('deepar', t('structureDeepar')),
    ],
  }),
  field('model', 'hidden', 'integer', { hint: t('hiddenHint') }),
  field('model', 'layers', 'integer', { hint: t('layersHint') }),
  field('model', 'dropout', 'number', { hint: t('dropoutHint') }),
  field('model', 'residual', 'switch', { hint: t('residualHint') }),
  field('model', 'layerNorm', 'switch', { hint: t('layerNormHint') }),
  field('model', 'dilated', 'switch', { hint: t('dilatedHint') }),
  field('model', 'bidirectional', 'switch', { hint: t('bidirectionalHint') }),
  field('model', 'reverseSource', 'switch', { hint: t('encoderDecoderOnly') }),
  field('model', 'teacherForcing', 'number', { hint: t('encoderDecoderOnly') }),
  field('model', 'segment', 'integer', { hint: t('segmentHint') }),
  field('model', 'seriesEmbedding', 'integer', { hint: t('seriesEmbeddingHint') }),
  field('model', 'monotone', 'switch', { hint: t('monotoneHint') }),
  field('model', 'skip', 'switch', { hint: t('skipHint') }),
  field('model', 'skipStart', 'choice', {
    hint: t('skipStartHint'),
    options: [choice('zero', t('skipStartZero')), choice('ridge', t('skipStartRidge')), choice('fixed-ridge', t('skipStartFixed'))],
  }),
  field('model', 'resetAfter', 'switch', { hint: t('resetAfterHint') }),
  field('training', 'loss', 'choice', {
    hint: t('lossHint'),
    options: [
      choice('quantile', t('lossQuantile')),
      choice('normal', t('lossNormal')),
      choice('studentT', t('lossStudentT')),
      choice('negativeBinomial', t('lossNegativeBinomial')),
      choice('mse', t('lossMse')),
      choice('mae', t('lossMae')),
      choice('huber', t('lossHuber')),
    ],
  }),
  field('training', 'quantiles', 'list', { hint: t('quantilesHint') }),
  field('training', 'epochs', 'integer', { hint: t('epochsHint') }),
  field('training', 'patience', 'integer', { hint: t('patienceHint') }),
  field('training', 'batch', 'integer', { hint: t('batchHint') }),
  field('training', 'optimizer', 'choice', {
    hint: t('optimizerHint'),
    options: [choice('adam', t('optimizerAdam')), choice('adamw', t('optimizerAdamw'))],
  }),
  field('training', 'rate', 'number', { hint: t('rateHint') }),
  field('training', 'schedule', 'choice', {
    hint: t('scheduleHint'),
    options: [
      choice('constant', t('scheduleConstant')),
      choice('step', t('scheduleStep')),
      choice('cosine', t('scheduleCosine')),
      choice('plateau', t('schedulePlateau')),
    ],
  }),
  field('training', 'warmup', 'number', { hint: t('warmupHint') }),
  field('training', 'weightDecay', 'number', { hint: t('weightDecayHint') }),
  field('training', 'clipNorm', 'number', { hint: t('clipNormHint') }),
  field('training', 'clipValue', 'number', { hint: t('clipValueHint') }),
  field('training', 'gradientNoise', 'number', { hint: t('gradientNoiseHint') }),
  field('training', 'averaging', 'integer', { hint: t('averagingHint') }),
  field('training', 'keep', 'choice', {
    hint: t('keepHint'),
    options: [choice('best', t('keepBest')), choice('last', t('keepLast'))],
  }),
  field('training', 'seed', 'integer', { hint: t('seedHint') }),
  field('training', 'threads', 'integer', { hint: t('threadsHint') }),
  field('training', 'instructionSet', 'choice', {
    hint: t('instructionSetHint'),
    options: [choice('auto', t('instructionSetAuto')), ...['avx512', 'avx2', 'sse2', 'neon', 'scalar'].map((set) => choice(set, set))],
  }),
]);

export type FieldValue = number | string | boolean | number[] | string[];

export type Parsed = { ok: true; value: FieldValue | undefined } | { ok: false; error: string };

/** A field's text as the engine takes it; empty text leaves the default. */
export function parseField({ kind }: TrainField, text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: undefined };
  if (kind === 'choice' || kind === 'text') return { ok: true, value: trimmed };
  if (kind === 'switch') return { ok: true, value: trimmed === 'true' };
  if (kind === 'columns') return { ok: true, value: JSON.parse(trimmed) as string[] };
  if (kind === 'list') {
    const values = trimmed.split(/[,;\s]+/).map(Number);
    return values.every((value) => value > 0 && value < 1) ? { ok: true, value: values } : { ok: false, error: t('notList') };
  }
  const value = Number(locale() === 'de' ? trimmed.replace(',', '.') : trimmed);
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, error: t('notNumber') };
}

/** As it is typed here: German has a decimal comma. */
function numberText(value: number): string {
  return locale() === 'de' ? String(value).replace('.', ',') : String(value);
}

/** A value as the text that `parseField` reads back as the same. */
export function textOf(value: FieldValue, { kind }: Pick<TrainField, 'kind'>): string {
  if (kind === 'columns') return JSON.stringify(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A resolved value as text for the field. */
export function fieldText(value: FieldValue, options: readonly SelectOption[] = []): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  if (typeof value === 'number') return numberText(value);
  return options.find((option) => option.value === value)?.label ?? value;
}

export function configValue(config: RunConfig, { part, id }: TrainField): FieldValue {
  return (config[part] as unknown as Record<string, FieldValue>)[id] ?? '';
}
