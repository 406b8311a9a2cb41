import { type Entry, rank } from '../forecast/rank.ts';
import type { Run } from '../project/run-record.ts';
import type { Leaderboard } from '../protocol/evaluation.ts';
import { contentHash } from './dataset-store.ts';

/** Ranks the runs that have a backtest; the others are named among the refusals. */
export function leaderboard(runs: readonly Run[]): Leaderboard {
  const entries: Entry[] = [];
  const without: string[] = [];
  for (const { summary, dataset } of runs) {
    const { id, name, folder, state, config, evaluation, datasetName } = summary;
    if (evaluation === null) {
      without.push(`${name}: has no backtest, since it is ${state}.`);
      continue;
    }
    const { target, horizon, season, validationShare, testShare, from = null, to = null } = config.data;
    entries.push({
      runId: id,
      name,
      folder,
      dataset: datasetName,
      dataHash: contentHash(dataset),
      target,
      horizon,
      season,
      validationShare,
      testShare,
      from,
      to,
      evaluation,
    });
  }
  const { groups, refusals } = rank(entries);
  return { groups, refusals: [...refusals, ...without] };
}
