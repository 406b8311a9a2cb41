import { pauseFor } from '../data/csv/pause.ts';
import type { Dataset } from '../data/dataset.ts';
import { distributionOf, profileSeries, requireColumn } from '../data/index.ts';
import type { DataProfile } from '../protocol/data.ts';
import type { Diagnosis, Distribution } from '../protocol/exploration.ts';
import { diagnose } from './diagnose.ts';

/** What was found out of datasets, kept as long as their content is in memory: the content is what decides it. Cancelled or failed, nothing is kept. */
export class LookedAt {
  private readonly known = new WeakMap<Dataset, Map<string, unknown>>();

  profile(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<DataProfile> {
    const key = `profile ${JSON.stringify([seriesId, column])}`;
    return this.once(dataset, key, () => profileSeries(dataset, seriesId, column, pauseFor(signal)));
  }

  distribution(dataset: Dataset, column: string): Promise<Distribution> {
    return this.once(dataset, `distribution ${column}`, () => Promise.resolve(distributionOf(requireColumn(dataset, column).values)));
  }

  diagnosis(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<Diagnosis> {
    return this.once(dataset, `diagnosis ${JSON.stringify([seriesId, column])}`, async () => {
      const { seasons, outliers } = await this.profile(dataset, seriesId, column, signal);
      const periods = seasons.map(({ period }) => period);
      return diagnose(dataset, { seriesId, column, periods, far: outliers.map(({ time }) => time) }, signal);
    });
  }

  private async once<T>(dataset: Dataset, key: string, make: () => Promise<T>): Promise<T> {
    let kept = this.known.get(dataset);
    if (!kept) this.known.set(dataset, (kept = new Map<string, unknown>()));
    if (!kept.has(key)) kept.set(key, await make());
    return kept.get(key) as T;
  }
}
