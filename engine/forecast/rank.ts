import type { Evaluation, Leaderboard, LeaderboardGroup, LeaderboardRow } from '../protocol/evaluation.ts';
import { dieboldMariano } from './diebold-mariano.ts';

/** A run and everything that decides whether its errors can be compared with another's. */
export interface Entry {
  runId: string;
  name: string;
  folder: string;
  dataset: string;
  /** Decides all values of the dataset. */
  dataHash: string;
  target: string;
  horizon: number;
  season: number;
  validationShare: number;
  testShare: number;
  /** First and last row that the run reads; null: of all. */
  from: string | null;
  to: string | null;
  evaluation: Evaluation;
}

/** What must be the same, in words. The points stand for series that one run could forecast and another could not. */
const criteria: ReadonlyArray<[string, (entry: Entry) => string | number]> = [
  ['data', ({ dataset, dataHash }) => `${dataset} (${dataHash.slice(0, 8)})`],
  ['target', ({ target }) => target],
  ['first row', ({ from }) => from ?? 'the first'],
  ['last row', ({ to }) => to ?? 'the last'],
  ['horizon', ({ horizon }) => horizon],
  ['season', ({ season }) => season],
  ['validation share', ({ validationShare }) => validationShare],
  ['test share', ({ testShare }) => testShare],
  ['folds', ({ evaluation }) => evaluation.folds],
  ['stride', ({ evaluation }) => evaluation.stride],
  ['window', ({ evaluation }) => evaluation.window ?? 'expanding'],
  ['refit', ({ evaluation }) => evaluation.refit ?? 'never'],
  ['forecast points', ({ evaluation }) => evaluation.points],
  ['measure', ({ evaluation }) => evaluation.measure],
];

/**
 * Groups of runs whose errors can be compared, each ranked by its measure, the best first, with the chance (`dieboldMariano` on the clusters) that a run
 * is as good as the best. Runs that differ in anything that decides the error are never ranked together: for each further group a
 * sentence says what differs from the first, which is the largest.
 */
export function rank(entries: readonly Entry[]): Leaderboard {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.dataHash, ...criteria.map(([, of]) => of(entry))]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  const refusals = sorted.slice(1).map((group) => refusal(sorted[0]!, group));
  return { groups: sorted.map(rankGroup), refusals };
}

function errorOf({ evaluation }: Entry): number {
  const { mase, mae } = evaluation.metrics.model;
  return evaluation.measure === 'MASE' ? (mase ?? Number.NaN) : mae;
}

function rankGroup(members: readonly Entry[]): LeaderboardGroup {
  // An error that is not a number ranks last.
  const key = (entry: Entry): number => (Number.isNaN(errorOf(entry)) ? Number.POSITIVE_INFINITY : errorOf(entry));
  const ranked = [...members].sort((a, b) => (key(a) === key(b) ? a.name.localeCompare(b.name) : key(a) - key(b)));
  const best = ranked[0]!;
  const { dataset, target, horizon, evaluation } = best;
  const { folds, stride, points, measure } = evaluation;
  return { dataset, target, horizon, folds, stride, points, measure, rows: ranked.map((entry) => rowOf(entry, best)) };
}

function rowOf(entry: Entry, best: Entry): LeaderboardRow {
  const { runId, name, folder, evaluation } = entry;
  const [own, other] = [evaluation.clusters, best.evaluation.clusters];
  const comparable = entry !== best && own !== null && other !== null && own.by === other.by && own.losses.length === other.losses.length;
  const test = comparable ? dieboldMariano(own.losses, other.losses, own.overlap) : null;
  return {
    runId,
    name,
    folder,
    error: errorOf(entry),
    skill: evaluation.verdict.skill,
    coverage80: evaluation.metrics.model.coverage80,
    pValue: test?.pValue ?? null,
  };
}

/** Which criteria keep a group from the first one. */
function refusal(first: readonly Entry[], group: readonly Entry[]): string {
  const [one, other] = [first[0]!, group[0]!];
  const differing = criteria.flatMap(([what, of]) => (of(one) === of(other) ? [] : [`${what} (${of(other)} against ${of(one)})`]));
  const names = group.map(({ name }) => name);
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return `${shown}: not ranked with ${one.name}, since these differ: ${differing.join(', ')}.`;
}
