import { createRandom, shuffle } from '../base/random.ts';
import { spread } from '../base/spread.ts';
import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { CovariateImportance } from '../protocol/explanation.ts';
import { type CovariatePlace, covariatePlaces, valuesAt, withValues } from './columns.ts';
import { overSteps, pinballByStep } from './step-loss.ts';

export interface ImportanceRequest {
  predictor: Predictor;
  /** Test windows, each with its targets `[h]` (NaN for gaps). */
  windows: readonly RawWindow[];
  targets: ReadonlyArray<ArrayLike<number>>;
  repeats: number;
  seed: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

export interface Importances {
  lossByStep: Float64Array;
  /** Most important first. */
  covariates: CovariateImportance[];
}

/**
 * Permutation importance (Breiman 2001, section 10; for any model: Fisher, Rudin & Dominici 2019): by how much the mean pinball loss grows when a
 * covariate's values come from another window. Values are exchanged among windows of the same series, whose scale they share; where every series has one
 * window, among all. A column that stands in several lists is exchanged in all of them alike. Values that other columns repeat
 * are not missed: correlated covariates share their importance.
 * Errors: `too-few-windows` for fewer than two; CancelledError.
 */
export async function permutationImportance(request: ImportanceRequest): Promise<Importances> {
  const { predictor, windows, targets, repeats, seed, signal, onProgress } = request;
  const { data, quantiles: levels } = predictor.model;
  if (windows.length < 2) {
    throw new ExpectedError(
      'too-few-windows',
      `Expected at least two test windows to exchange values between but there is ${windows.length}. Use more folds, or train with a larger test share.`,
      { flag: '--folds' },
    );
  }
  const actual = Float64Array.from(targets.flatMap((values) => Array.from(values)));
  const lossOf = async (some: readonly RawWindow[]): Promise<Float64Array> => {
    if (signal.aborted) throw new CancelledError();
    return pinballByStep(actual, (await predictor.predict(some)).quantiles, levels, data.horizon);
  };
  const lossByStep = await lossOf(windows);
  const columns = [...new Set(covariatePlaces(data).map(({ column }) => column))];
  const covariates: CovariateImportance[] = [];
  for (const [c, column] of columns.entries()) {
    const places = covariatePlaces(data).filter((place) => place.column === column);
    const increases: Float64Array[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const sources = exchange(windows, seed, c * repeats + repeat);
      const loss = await lossOf(windows.map((window, n) => exchanged(window, windows[sources[n]!]!, places)));
      increases.push(loss.map((value, k) => value - lossByStep[k]!));
      onProgress((c * repeats + repeat + 1) / (columns.length * repeats));
    }
    covariates.push(summarise(column, increases));
  }
  return { lossByStep, covariates: covariates.sort((a, b) => b.mean - a.mean) };
}

/** For each window the one whose values it gets: a permutation within each series. */
function exchange(windows: readonly RawWindow[], seed: number, stream: number): Int32Array {
  const random = createRandom(seed, stream);
  const groups = new Map<number, number[]>();
  const alone = new Set(windows.map(({ series }) => series)).size === windows.length;
  windows.forEach(({ series }, n) => {
    const key = alone ? 0 : series;
    groups.set(key, [...(groups.get(key) ?? []), n]);
  });
  const sources = new Int32Array(windows.length);
  for (const members of groups.values()) {
    const order = Int32Array.from(members);
    shuffle(order, random);
    members.forEach((n, i) => (sources[n] = order[i]!));
  }
  return sources;
}

function exchanged(window: RawWindow, source: RawWindow, places: readonly CovariatePlace[]): RawWindow {
  return places.reduce((changed, place) => withValues(changed, place, valuesAt(source, place)), window);
}

/** Not a number of one repeat alone. */
function known({ mean, deviation }: ReturnType<typeof spread>): { mean: number; deviation: number } {
  return { mean, deviation: deviation ?? Number.NaN };
}

/** Mean and sample standard deviation over the repeats, by step and over all steps. */
function summarise(column: string, increases: readonly Float64Array[]): CovariateImportance {
  const horizon = increases[0]!.length;
  const steps = Array.from({ length: horizon }, (_, k) => known(spread(increases.map((values) => values[k]!))));
  return {
    column,
    byStep: Float64Array.from(steps, ({ mean }) => mean),
    deviationByStep: Float64Array.from(steps, ({ deviation }) => deviation),
    ...known(spread(increases.map(overSteps))),
  };
}
