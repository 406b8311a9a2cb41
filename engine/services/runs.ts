import { loadHistory, removeRun } from '../project/run-folder.ts';
import type { Run } from '../project/run-record.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunDetail } from '../protocol/training.ts';
import { backtestRun } from './backtest-run.ts';
import { calibrateRun } from './calibrate-run.ts';
import type { EngineContext } from './context.ts';
import { runFolds } from './run-folds.ts';
import { leaderboard } from './leaderboard.ts';

export function runsService(context: EngineContext): Handlers<'runs'> {
  const { runs } = context;

  async function detail(run: Run): Promise<RunDetail> {
    const warnings: string[] = [];
    const live = runs.journal(run.summary.id);
    if (live) return { ...run.summary, history: [...live.epochs], log: [...live.lines] };
    const { history, log } = await loadHistory(run.summary.folder, warnings);
    return { ...run.summary, history, log: [...log, ...warnings] };
  }

  return {
    'runs.list': async ({ folder }) => (await runs.list(folder)).map((run) => run.summary),
    'runs.open': async ({ folder }) => detail(await runs.open(folder)),
    'runs.get': async ({ runId }) => detail(await runs.get(runId)),
    'runs.rename': async ({ runId, name }) => {
      const { summary } = await runs.change(runId, (run) => {
        run.summary.name = name;
      });
      context.emit('run.changed', summary);
      return summary;
    },
    'runs.remove': async ({ runId }) => {
      if (runs.active().some((active) => active.run.summary.id === runId)) {
        throw new ExpectedError('run-active', 'This run is training now. Cancel it before you remove it.', { runId });
      }
      await removeRun((await runs.get(runId)).summary.folder, context.clock);
      runs.forget(runId);
    },
    'runs.backtest': (request, { signal }) => backtestRun(context, request, signal),
    'runs.folds': ({ runId, seriesId }, { signal }) => runFolds(context, runId, seriesId, signal),
    'runs.calibration': ({ runId }, { signal }) => calibrateRun(context, runId, signal),
    'runs.leaderboard': async ({ runIds, folder }) =>
      leaderboard(runIds === undefined ? await runs.list(folder) : await Promise.all(runIds.map((runId) => runs.get(runId)))),
  };
}
