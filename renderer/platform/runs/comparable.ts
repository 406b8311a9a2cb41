/** Whether figures of two runs may be set against each other, and in words why not. */
import type { LeaderboardGroup } from '../../../engine/protocol/evaluation.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { t } from './messages.ts';

export type ComparedRun = Pick<RunSummary, 'id' | 'name' | 'datasetName' | 'config' | 'evaluation'>;
/** Which set of comparable runs each run belongs to, from 0, as the engine's leaderboard says; a run without a backtest is in none. */
export type ComparableSets = ReadonlyMap<string, number>;

export function comparableSets(groups: ReadonlyArray<Pick<LeaderboardGroup, 'rows'>>): ComparableSets {
  return new Map(groups.flatMap(({ rows }, set) => rows.map(({ runId }) => [runId, set] as const)));
}

type Criterion =
  | 'target'
  | 'rangeFrom'
  | 'rangeTo'
  | 'horizon'
  | 'season'
  | 'validationShare'
  | 'testShare'
  | 'folds'
  | 'stride'
  | 'window'
  | 'refit'
  | 'points'
  | 'measure';

const criteria: Array<[Criterion, (run: ComparedRun) => string | number]> = [
  ['target', ({ config }) => config.data.target],
  ['rangeFrom', ({ config }) => config.data.from ?? t('firstRow')],
  ['rangeTo', ({ config }) => config.data.to ?? t('lastRow')],
  ['horizon', ({ config }) => config.data.horizon],
  ['season', ({ config }) => config.data.season],
  ['validationShare', ({ config }) => config.data.validationShare],
  ['testShare', ({ config }) => config.data.testShare],
  ['folds', ({ evaluation }) => evaluation?.folds ?? 0],
  ['stride', ({ evaluation }) => evaluation?.stride ?? 0],
  ['window', ({ evaluation }) => evaluation?.window ?? t('expanding')],
  ['refit', ({ evaluation }) => evaluation?.refit ?? t('never')],
  ['points', ({ evaluation }) => evaluation?.points ?? 0],
  ['measure', ({ evaluation }) => evaluation?.measure ?? ''],
];

/** Why the backtest of one run cannot be set against that of another; null: it can. */
export function whyNotComparable(run: ComparedRun, other: ComparedRun, sets: ComparableSets): string | null {
  const without = [run, other].find(({ evaluation }) => evaluation === null);
  if (without) return t('noBacktest', { name: without.name });
  const set = sets.get(run.id);
  if (set !== undefined && set === sets.get(other.id)) return null;
  const differing = criteria.flatMap(([what, of]) =>
    of(run) === of(other) ? [] : [t(what, { other: String(of(run)), own: String(of(other)) })],
  );
  if (run.datasetName !== other.datasetName) differing.unshift(t('differentData', { other: run.datasetName, own: other.datasetName }));
  return differing.length > 0 ? differing.join(', ') : t('differentContent');
}

/** What of a configuration decides the unit of its losses. */
const lossUnits: Array<[string, (run: ComparedRun) => unknown]> = [
  ['loss', ({ config }) => config.training.loss],
  ['quantiles', ({ config }) => config.training.quantiles.join()],
  ['transform', ({ config }) => config.data.transform],
  ['lambda', ({ config }) => config.data.lambda],
  ['scaling', ({ config }) => config.data.scaling],
  ['difference', ({ config }) => config.data.difference],
];

/** As `whyNotComparable`, for training and validation losses: these also depend on how the values reach the loss. */
export function whyLossesDiffer(run: ComparedRun, other: ComparedRun, sets: ComparableSets): string | null {
  const differing = lossUnits.filter(([, of]) => of(run) !== of(other)).map(([what]) => what);
  return whyNotComparable(run, other, sets) ?? (differing.length > 0 ? t('lossDiffers', { what: differing.join(', ') }) : null);
}
