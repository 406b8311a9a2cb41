import { backtest } from '../forecast/backtest.ts';
import { loadHistory, removeRun, saveBacktest } from '../project/run-folder.ts';
import type { Run } from '../project/run-record.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunDetail } from '../protocol/training.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { withPredictor } from './with-predictor.ts';

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
    'runs.backtest': ({ runId, folds, stride }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset, run) => {
        const evaluation = await runJob(context, 'backtest', `Backtesting ${run.summary.name}`, (job) =>
          backtest({ dataset, predictor, folds: folds ?? null, stride: stride ?? null, signal, onProgress: job.progress }),
        );
        await saveBacktest(run.summary.folder, evaluation);
        return evaluation;
      }),
  };
}
