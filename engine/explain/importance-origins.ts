import { gcd } from '../base/gcd.ts';
import type { Dataset } from '../data/dataset.ts';
import { testOrigins } from '../forecast/origins.ts';
import type { Origin } from '../forecast/origins.ts';
import type { DataConfig } from '../protocol/training.ts';

/**
 * Test origins, as many as `testOrigins` finds, that lie at different places of the season, and of the week where the model reads the weekday: at
 * strides of whole seasons all windows would be alike in what follows the season, and exchanging it among them would show nothing.
 */
export function importanceOrigins(dataset: Dataset, data: DataConfig, folds: number | null): Origin[] {
  const found = testOrigins(dataset, data, folds, null);
  const cycle = data.season * (data.calendar.includes('weekday') ? 7 : 1);
  let stride = found.stride;
  while (gcd(stride, cycle) > 1) stride--;
  return stride === found.stride ? found.origins : testOrigins(dataset, data, found.folds, stride).origins;
}
