/** What LossChart draws and says, from a run's history. */

import type { EpochRecord } from '../../../engine/protocol/training.ts';
import type { EpochCurve } from './epoch-curve.ts';
import type { Format } from './number-format.ts';
import { limitedTable, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';

/** The first epoch with the lowest validation loss; null where no loss is finite. */
export function bestEpoch(history: readonly EpochRecord[]): EpochRecord | null {
  let best: EpochRecord | null = null;
  for (const record of history) {
    if (Number.isFinite(record.validationLoss) && (!best || record.validationLoss < best.validationLoss)) best = record;
  }
  return best;
}

/** Training and validation loss, told apart by dashes too. */
export function lossCurves(text: ChartText): [EpochCurve, EpochCurve] {
  return [
    { label: text.training, value: (record) => record.trainingLoss, color: 0 },
    { label: text.validation, value: (record) => record.validationLoss, color: 1, dash: [6, 3] },
  ];
}

export function lossSummary(history: readonly EpochRecord[], running: boolean, format: Format, text: ChartText): string {
  const last = history.at(-1);
  const best = bestEpoch(history);
  if (!last) return text.noEpochs;
  return text.lossSummary({
    epochs: last.epoch,
    training: format(last.trainingLoss),
    validation: format(last.validationLoss),
    best: best?.epoch ?? last.epoch,
    bestLoss: format(best?.validationLoss ?? Number.NaN),
    running,
  });
}

/** Newest first: while a run is going on, the last epoch is the one looked for. */
export function lossTable(history: readonly EpochRecord[], format: Format, text: ChartText): TableContent {
  const columns = [text.epoch, text.training, text.validation, text.rate, text.gradientNorm];
  return limitedTable(
    columns,
    history.length,
    (index) => {
      const record = history[history.length - 1 - index];
      if (!record) return [];
      return [
        String(record.epoch),
        format(record.trainingLoss),
        format(record.validationLoss),
        format(record.rate),
        format(record.gradientNorm),
      ];
    },
    text,
    (index) => {
      const record = history[history.length - 1 - index];
      return record ? [record.epoch, record.trainingLoss, record.validationLoss, record.rate, record.gradientNorm] : [];
    },
  );
}
