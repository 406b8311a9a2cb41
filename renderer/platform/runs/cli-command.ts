/** The command line that trains a run again. */
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import type { RunConfig } from '../../../engine/protocol/training.ts';

/** A word as a POSIX shell reads it back. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

type Flag = [name: string, value: string | number | boolean];

function dataFlags({ settings }: Pick<DatasetSummary, 'settings'>): Flag[] {
  const time = settings.columns.find(({ role }) => role === 'time');
  const series = settings.columns.find(({ role }) => role === 'series');
  return [
    ['time', time?.name ?? 'row'],
    ...(time ? [['date-format', settings.time.format] satisfies Flag] : []),
    ...(settings.time.zone === 'UTC' ? [] : [['zone', settings.time.zone] satisfies Flag]),
    ...(series ? [['series', series.name] satisfies Flag] : []),
    ['decimal', settings.decimal],
  ];
}

function configFlags({ data, model, training }: RunConfig): Flag[] {
  const list = (name: string, values: ReadonlyArray<string | number>): Flag[] => (values.length > 0 ? [[name, values.join()]] : []);
  return [
    ['target', data.target],
    ['horizon', data.horizon],
    ...(data.from === undefined ? [] : [['from', data.from] satisfies Flag]),
    ...(data.to === undefined ? [] : [['to', data.to] satisfies Flag]),
    ['context', data.context],
    ['season', data.season],
    ...list('covariates', data.covariates),
    ...list('future', data.future),
    ...list('static', data.statics),
    ...list('categorical', data.categorical),
    ...list('calendar', data.calendar),
    ['since-observed', data.sinceObserved],
    ['validation', data.validationShare],
    ['test', data.testShare],
    ['transform', data.transform],
    ...(data.transform === 'box-cox' ? [['lambda', data.lambda] satisfies Flag] : []),
    ['scaling', data.scaling],
    ['no-anchor', !data.anchor],
    ...(data.difference > 0 ? [['difference', data.difference] satisfies Flag] : []),
    ['structure', model.structure],
    ['model', model.kind],
    ['hidden', model.hidden],
    ['layers', model.layers],
    ['dropout', model.dropout],
    ['residual', model.residual],
    ['layer-norm', model.layerNorm],
    ['dilated', model.dilated],
    ['bidirectional', model.bidirectional],
    ['reverse-source', model.reverseSource],
    ...(model.structure === 'encoder-decoder' ? [['teacher-forcing', model.teacherForcing] satisfies Flag] : []),
    ...(model.structure === 'segments' ? [['segment', model.segment] satisfies Flag] : []),
    ['series-embedding', model.seriesEmbedding],
    ['monotone', model.monotone],
    ['reset-before', model.kind === 'gru' && !model.resetAfter],
    ['no-skip', !model.skip],
    ...(model.skip ? [['skip-start', model.skipStart] satisfies Flag] : []),
    ['loss', training.loss],
    ...list('quantiles', training.quantiles),
    ['epochs', training.epochs],
    ['batch', training.batch],
    ['optimizer', training.optimizer],
    ['rate', training.rate],
    ['schedule', training.schedule],
    ['warmup', training.warmup],
    ['weight-decay', training.weightDecay],
    ['patience', training.patience],
    ['clip', training.clipNorm],
    ['clip-value', training.clipValue],
    ['gradient-noise', training.gradientNoise],
    ['averaging', training.averaging],
    ['keep-weights', training.keep],
    ['seed', training.seed],
  ];
}

/** Trains the same configuration on the same file, read in the same way. A switch that is off is left out. */
export function trainCommand(
  { config, datasetName }: { config: RunConfig; datasetName: string },
  dataset: Pick<DatasetSummary, 'path' | 'settings'> | undefined,
): string {
  const flags = [...(dataset ? dataFlags(dataset) : []), ...configFlags(config)];
  const words = flags.flatMap(([name, value]) => {
    if (typeof value === 'boolean') return value ? [`--${name}`] : [];
    const word = quoted(String(value));
    // A value that begins like a flag would be taken for one.
    return word.startsWith('-') ? [`--${name}=${word}`] : [`--${name}`, word];
  });
  return ['hindcast', 'train', quoted(dataset?.path ?? `${datasetName}.csv`), ...words].join(' ');
}
