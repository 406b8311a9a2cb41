import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';
import { forecastDefaults } from '../../platform/workspace/forecast-defaults.ts';
import type { TrainInput } from './train-request.ts';

/** What may be known beside a target: columns of amounts, and of names. */
export function covariateColumns(dataset: DatasetSummary, target: string): string[] {
  const usable = dataset.columns.filter(
    ({ type, role }) => (type === 'number' && role === 'value') || (type === 'text' && role !== 'series'),
  );
  return usable.map(({ name }) => name).filter((name) => name !== target);
}

/** The form as it opens. */
export function initialInput(
  dataset: DatasetSummary,
  samples: readonly Sample[],
  wanted: { target?: string | undefined; horizon?: number | undefined },
): TrainInput {
  const { target, horizon } = forecastDefaults(dataset, samples, wanted);
  return { target, horizon: String(horizon), preset: 'default', kind: '', name: '', fields: {}, several: { kinds: [], seeds: '1' } };
}
