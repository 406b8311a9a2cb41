import type { Dataset } from '../data/dataset.ts';
import type { ColumnSeasons, DataProfile } from '../protocol/data.ts';
import type { Diagnosis, Distribution } from '../protocol/exploration.ts';
import type { HeavyWork } from './heavy/heavy-work.ts';
import { abortable } from './shared.ts';

/** Something that is being found out, for as many as wait for it. */
interface Looking {
  found: Promise<unknown>;
  abort: AbortController;
  waiting: number;
  over: boolean;
}

/**
 * What was found out of datasets, kept as long as their content is in memory: the content is what decides it. Whoever asks for what another one waits
 * for waits with him; it is cancelled when nobody waits any more. Cancelled or failed, nothing is kept.
 */
export class LookedAt {
  private readonly known = new WeakMap<Dataset, Map<string, Looking>>();
  private readonly heavy: HeavyWork;

  constructor(heavy: HeavyWork) {
    this.heavy = heavy;
  }

  profile(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<DataProfile> {
    return this.once(dataset, `profile ${JSON.stringify([seriesId, column])}`, signal, (own) =>
      this.heavy.profile(dataset, seriesId, column, own),
    );
  }

  distribution(dataset: Dataset, column: string, signal: AbortSignal): Promise<Distribution> {
    return this.once(dataset, `distribution ${column}`, signal, (own) => this.heavy.distribution(dataset, column, own));
  }

  seasons(dataset: Dataset, column: string, signal: AbortSignal): Promise<ColumnSeasons> {
    return this.once(dataset, `seasons ${column}`, signal, (own) => this.heavy.seasons(dataset, column, own));
  }

  diagnosis(dataset: Dataset, seriesId: string, column: string, signal: AbortSignal): Promise<Diagnosis> {
    return this.once(dataset, `diagnosis ${JSON.stringify([seriesId, column])}`, signal, async (own) => {
      const { seasons, outliers } = await this.profile(dataset, seriesId, column, own);
      const periods = seasons.map(({ period }) => period);
      return this.heavy.diagnose(dataset, { seriesId, column, periods, far: outliers.map(({ time }) => time) }, own);
    });
  }

  private async once<T>(dataset: Dataset, key: string, signal: AbortSignal, make: (own: AbortSignal) => Promise<T>): Promise<T> {
    let kept = this.known.get(dataset);
    if (!kept) this.known.set(dataset, (kept = new Map<string, Looking>()));
    let looking = kept.get(key);
    // One that nobody waits for any more ends as cancelled, which is not what this one asks for.
    if (!looking || looking.abort.signal.aborted) kept.set(key, (looking = this.begin(kept, key, make)));
    looking.waiting += 1;
    try {
      return (await abortable(looking.found, signal)) as T;
    } finally {
      looking.waiting -= 1;
      if (looking.waiting === 0 && !looking.over) looking.abort.abort();
    }
  }

  private begin<T>(kept: Map<string, Looking>, key: string, make: (own: AbortSignal) => Promise<T>): Looking {
    const abort = new AbortController();
    const looking: Looking = { found: Promise.resolve(), abort, waiting: 0, over: false };
    looking.found = Promise.resolve()
      .then(() => make(abort.signal))
      .catch((error: unknown) => {
        if (kept.get(key) === looking) kept.delete(key);
        throw error;
      })
      .finally(() => (looking.over = true));
    // Whoever asked may have left before it failed.
    looking.found.catch(() => undefined);
    return looking;
  }
}
