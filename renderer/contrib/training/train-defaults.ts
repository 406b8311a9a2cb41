import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';
import { forecastDefaults } from '../../platform/workspace/forecast-defaults.ts';
import type { TrainInput } from './train-request.ts';

/** The form as it opens. */
export function initialInput(
  dataset: DatasetSummary,
  samples: readonly Sample[],
  wanted: { target?: string | undefined; horizon?: number | undefined },
): TrainInput {
  const { target, horizon } = forecastDefaults(dataset, samples, wanted);
  return { target, horizon: String(horizon), preset: 'default', kind: '', name: '', fields: {}, several: { kinds: [], seeds: '1' } };
}
