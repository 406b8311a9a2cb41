/** What LossChart draws and says, from a run's history. */

import type { ChartDataset } from 'chart.js';
import type { EpochRecord } from '../../../engine/protocol/training.ts';
import type { Axis } from './axes.ts';
import { finiteDomain, padDomain } from './domain.ts';
import type { LegendEntry } from './legend.ts';
import type { Format } from './number-format.ts';
import { thinPoints, type Point } from './points.ts';
import { limitedTable, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';
import type { ChartTheme } from './theme.ts';
import { logTicks, numberTicks } from './ticks.ts';

/** More points a curve than this cannot be told apart and slow down live updates. */
const limit = 1000;

/** The first epoch with the lowest validation loss; null where no loss is finite. */
export function bestEpoch(history: readonly EpochRecord[]): EpochRecord | null {
  let best: EpochRecord | null = null;
  for (const record of history) {
    if (Number.isFinite(record.validationLoss) && (!best || record.validationLoss < best.validationLoss)) best = record;
  }
  return best;
}

/** The height of a loss on the axis: its decimal logarithm on a log axis, where zero and below have no place. */
export const lossHeight = (loss: number, log: boolean): number => (!log ? loss : loss > 0 ? Math.log10(loss) : Number.NaN);

export function lossLegend(theme: ChartTheme, text: ChartText): [LegendEntry, LegendEntry] {
  return [
    { label: text.training, color: theme.series[0] },
    { label: text.validation, color: theme.series[1], dash: [6, 3] },
  ];
}

export function lossDatasets(
  history: readonly EpochRecord[],
  log: boolean,
  legend: readonly LegendEntry[],
): Array<ChartDataset<'line', Point[]>> {
  const curves = [(record: EpochRecord) => record.trainingLoss, (record: EpochRecord) => record.validationLoss];
  return curves.map((loss, index) => ({
    data: [
      ...thinPoints(
        history.map((record) => ({ x: record.epoch, y: lossHeight(loss(record), log) })),
        limit,
      ),
    ],
    borderColor: legend[index]?.color ?? '',
    backgroundColor: legend[index]?.color ?? '',
    borderDash: legend[index]?.dash ?? [],
    pointRadius: history.length <= 2 ? 3 : 0,
    pointBorderWidth: 0,
  }));
}

export function epochAxis(history: readonly EpochRecord[], title: string, locale: string | undefined): Axis {
  const first = history[0]?.epoch ?? 1;
  const last = history.at(-1)?.epoch ?? 1;
  return {
    min: first,
    max: Math.max(last, first + 1),
    title,
    ticks: (min, max, count) => numberTicks(min, max, count, { locale, whole: true }),
  };
}

export function lossAxis(history: readonly EpochRecord[], log: boolean, locale: string | undefined): Axis {
  const heights = history.flatMap((record) => [lossHeight(record.trainingLoss, log), lossHeight(record.validationLoss, log)]);
  const { min, max } = padDomain(finiteDomain(heights));
  const ticks: Axis['ticks'] = log
    ? (low, high, count) => logTicks(low, high, count, locale)
    : (low, high, count) => numberTicks(low, high, count, { locale });
  return { min, max, ticks };
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
  );
}
