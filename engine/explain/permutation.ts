import { createRandom, cycle } from '../base/random.ts';
import { spread } from '../base/spread.ts';
import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { CovariateImportance, NamedCovariate, UnweighedCovariate } from '../protocol/explanation.ts';
import { type Exchangeable, exchangeables } from './exchangeable.ts';
import { overSteps, pinballByStep } from './step-loss.ts';

export interface ImportanceRequest {
  predictor: Predictor;
  /** Test windows, each with its targets `[h]` (NaN for gaps) and the series that it is of: any number, the same for windows of one series. */
  windows: readonly RawWindow[];
  targets: ReadonlyArray<ArrayLike<number>>;
  series: readonly number[];
  repeats: number;
  seed: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

export interface Importances {
  lossByStep: Float64Array;
  /** Most important first. */
  covariates: CovariateImportance[];
  unweighed: UnweighedCovariate[];
}

/**
 * Permutation importance (Breiman 2001, section 10; for any model: Fisher, Rudin & Dominici 2019): by how much the mean pinball loss grows when what the
 * model reads of a covariate comes from elsewhere. Each window gets the values of another, every other one equally likely, so that the mean over the
 * repeats estimates e_switch - e_orig of Fisher, Rudin & Dominici (section 3.1, pairs of different observations).
 *
 * Columns of steps and the calendar are exchanged among windows of the same series, whose scale they share; where every series has one window, among all.
 * Static columns and the series' own vector are the same in all windows of a series, so each series gets those of another. A column known ahead comes as
 * a whole, context and the h steps: a stretch that did occur, but at another time. So it no longer goes with what the target did and what the
 * calendar says, and the model may be asked about what never was together (a summer's price in winter). On the other hand what other columns repeat is not
 * missed, and what is alike in all windows changes little: a column that follows a season, or moves slowly, is worth at least what is
 * found. Origins at different places of the season (`importanceOrigins`) keep that small.
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
  const { weighed, unweighed } = sorted(exchangeables(predictor.model), request);
  const covariates: CovariateImportance[] = [];
  for (const [c, one] of weighed.entries()) {
    const pools = poolsOf(one, request);
    const increases: Float64Array[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const sources = exchange(pools, windows.length, seed, c * repeats + repeat);
      const loss = await lossOf(windows.map((window, n) => one.take(window, windows[sources[n]!]!)));
      increases.push(loss.map((value, k) => value - lossByStep[k]!));
      onProgress((c * repeats + repeat + 1) / (weighed.length * repeats));
    }
    covariates.push(summarise(one, increases));
  }
  return { lossByStep, covariates: covariates.sort((a, b) => b.mean - a.mean), unweighed };
}

type Windows = Pick<ImportanceRequest, 'windows' | 'series'>;

/** What an exchange can tell something of, and what it cannot, with the cause. */
function sorted(all: readonly Exchangeable[], request: Windows): { weighed: Exchangeable[]; unweighed: UnweighedCovariate[] } {
  const { windows, series } = request;
  const single = new Set(series).size === 1;
  const weighed: Exchangeable[] = [];
  const unweighed: UnweighedCovariate[] = [];
  for (const one of all) {
    const { kind, column } = one;
    const differ = poolsOf(one, request).some(([first, ...others]) => {
      return others.some((other) => one.differs(windows[first![0]!]!, windows[other[0]!]!));
    });
    if (differ) weighed.push(one);
    else unweighed.push({ kind, column, cause: single && isOfSeries(one) ? 'one-series' : 'alike' });
  }
  return { weighed, unweighed };
}

function isOfSeries({ kind }: NamedCovariate): boolean {
  return kind === 'static' || kind === 'series';
}

/** Windows that exchange with each other: in each pool lists of windows, by their place, that get their values from one other list. */
type Pool = number[][];

function poolsOf(one: NamedCovariate, { windows, series }: Windows): Pool[] {
  const members = new Map<number, number[]>();
  series.forEach((key, n) => {
    const others = members.get(key);
    if (others === undefined) members.set(key, [n]);
    else others.push(n);
  });
  const bySeries = [...members.values()];
  if (isOfSeries(one)) return [bySeries];
  const alone = bySeries.length === windows.length;
  return alone ? [bySeries] : bySeries.map((places) => places.map((n) => [n]));
}

/** For each window the one whose values it gets; that of a pool of one list keeps its own. */
function exchange(pools: readonly Pool[], count: number, seed: number, stream: number): Int32Array {
  const random = createRandom(seed, stream);
  const sources = new Int32Array(count);
  for (const pool of pools) {
    const order = Int32Array.from(pool.keys());
    cycle(order, random);
    pool.forEach((members, i) => {
      for (const n of members) sources[n] = pool[order[i]!]![0]!;
    });
  }
  return sources;
}

/** Not a number of one repeat alone. */
function known({ mean, deviation }: ReturnType<typeof spread>): { mean: number; deviation: number } {
  return { mean, deviation: deviation ?? Number.NaN };
}

/** Mean and sample standard deviation over the repeats, by step and over all steps. */
function summarise({ kind, column }: NamedCovariate, increases: readonly Float64Array[]): CovariateImportance {
  const horizon = increases[0]!.length;
  const steps = Array.from({ length: horizon }, (_, k) => known(spread(increases.map((values) => values[k]!))));
  return {
    kind,
    column,
    byStep: Float64Array.from(steps, ({ mean }) => mean),
    deviationByStep: Float64Array.from(steps, ({ deviation }) => deviation),
    ...known(spread(increases.map(overSteps))),
  };
}
