import type { Dataset } from '../data/dataset.ts';
import { distributionOf, profileSeries, requireColumn } from '../data/index.ts';
import type { DataProfile } from '../protocol/data.ts';
import type { Diagnosis, Distribution } from '../protocol/exploration.ts';
import { diagnose } from './diagnose.ts';

/** What was found out of datasets, kept as long as their content is in memory: the content is what decides it. */
export class LookedAt {
  private readonly known = new WeakMap<Dataset, Map<string, unknown>>();

  profile(dataset: Dataset, seriesId: string, column: string): DataProfile {
    return this.once(dataset, `profile ${JSON.stringify([seriesId, column])}`, () => profileSeries(dataset, seriesId, column));
  }

  distribution(dataset: Dataset, column: string): Distribution {
    return this.once(dataset, `distribution ${column}`, () => distributionOf(requireColumn(dataset, column).values));
  }

  /** Cancelled or failed, nothing is kept. */
  async diagnosis(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<Diagnosis> {
    const kept = this.of(dataset);
    const key = `diagnosis ${JSON.stringify([seriesId, column])}`;
    const found = kept.get(key) as Diagnosis | undefined;
    if (found) return found;
    const periods = this.profile(dataset, seriesId, column).seasons.map(({ period }) => period);
    const made = await diagnose(dataset, { seriesId, column, periods }, signal);
    kept.set(key, made);
    return made;
  }

  private once<T>(dataset: Dataset, key: string, make: () => T): T {
    const kept = this.of(dataset);
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  }

  private of(dataset: Dataset): Map<string, unknown> {
    let kept = this.known.get(dataset);
    if (!kept) this.known.set(dataset, (kept = new Map()));
    return kept;
  }
}
