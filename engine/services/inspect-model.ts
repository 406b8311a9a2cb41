import { loadCalendar, withinRange } from '../data/index.ts';
import { loadModel } from '../project/run-folder.ts';
import type { Params } from '../protocol/contract.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { ModelInspection } from '../protocol/inspection.ts';
import { joinActivations, joinGradients } from '../train/join-steps.ts';
import { openModel } from '../train/open-model.ts';
import { epochOrder } from '../train/order.ts';
import { prepare } from '../train/prepare.ts';
import { recurrentRadii } from '../train/recurrent-matrices.ts';
import { tensorBatch } from '../train/tensor-batch.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';

/** Validation windows over which gradients are averaged: enough for a mean, and one batch of the core. */
const GRADIENT_WINDOWS = 64;

/**
 * What a trained network is made of and does: spectral radii, the gates over one validation window, and how its gradient
 * goes back in time. Errors: `unknown-run`, `no-model`, `dataset-changed`, `no-window` where the window does not exist.
 */
export async function inspectModel(
  context: EngineContext,
  { runId, window }: Params<'model.inspect'>,
  signal: AbortSignal,
): Promise<ModelInspection> {
  const { summary, dataset: reference } = await context.runs.get(runId);
  const trained = await loadModel(summary.folder);
  const dataset = withinRange((await context.datasets.ofRun(reference, signal)).dataset, summary.config.data);
  return runJob(context, 'inspect', `Looking into ${summary.name}`, async (job) => {
    await loadCalendar(summary.config.data.calendar);
    const { source, validation } = prepare(dataset, summary.config.data, summary.config.model, summary.config.training.loss);
    const index = window ?? validation.length - 1;
    if (index >= validation.length) {
      throw new ExpectedError(
        'no-window',
        `Expected a window from 0 to ${validation.length - 1} (the validation windows of ${summary.name}) but received ${index}.`,
        { flag: '--window' },
      );
    }
    const model = openModel(context.core(), summary.config, trained.graph, trained.loss);
    try {
      model.setParameters(trained.values);
      const radii = recurrentRadii(trained);
      job.progress(0.2);
      if (signal.aborted) throw new CancelledError();
      const activations = await model.activations(tensorBatch(source, validation.slice(index, index + 1), trained.graph));
      job.progress(0.4);
      if (signal.aborted) throw new CancelledError();
      const drawn = epochOrder(validation, summary.config.training.seed, 0).slice(0, GRADIENT_WINDOWS).sort();
      const gradients = await model.stepGradients(tensorBatch(source, drawn, trained.graph));
      const row = source.starts[validation[index]!]!;
      const series = dataset.series.find(({ offset, length }) => row >= offset && row < offset + length)!;
      return {
        runId,
        radii,
        window: {
          index,
          of: validation.length,
          seriesId: series.id,
          from: row - series.offset + (dataset.rowsBefore?.get(series.id) ?? 0),
        },
        activations: joinActivations(activations),
        gradients: joinGradients(gradients),
        windows: drawn.length,
      };
    } finally {
      model.dispose();
    }
  });
}
