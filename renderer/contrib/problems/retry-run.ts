import type { TrainingConfig, TrainingRequest } from '../../../engine/protocol/training.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import type { RetryChange } from './problem-list.ts';

/** The training of a run with one thing changed. */
export function changedTraining(training: TrainingConfig, change: RetryChange): TrainingConfig {
  if (change === 'halve-rate') return { ...training, rate: training.rate / 2 };
  return { ...training, batch: Math.max(1, Math.floor(training.batch / 2)) };
}

/** Trains a run once more, with half the learning rate or half the batch, and shows the new one. */
export async function retryRun(
  { workspace, engine, commands }: Pick<Services, 'workspace' | 'engine' | 'commands'>,
  runId: string,
  change: RetryChange,
): Promise<void> {
  const run = workspace.run(runId);
  if (!run) throw new ExpectedError('unknown-run', t('unknownRun', { id: runId }));
  const { data, model, training } = run.config;
  const request: TrainingRequest = {
    datasetId: run.datasetId,
    name: t(change === 'halve-rate' ? 'retryRate' : 'retryBatch', { name: run.name }),
    data,
    model,
    training: changedTraining(training, change),
  };
  const started = await engine.call('training.start', request);
  commands.run('runs.open', { runId: started.runId, keep: true });
}
