import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor, type Predictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { makeForecast } from '../../../engine/services/make-forecast.ts';
import { learnNames } from '../../../engine/train/vocabulary.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, withText } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const ROWS = 240;
const HORIZON = 4;
const EFFECTS: Record<string, number> = { none: 0, flyer: 4, radio: -4 };
const KINDS = Object.keys(EFFECTS);

/** A panel whose targets follow the name of each day's promotion and, in sign, the kind of the series. */
function promoted(series: string[], last: string | null = null): Dataset {
  const random = createRandom(3);
  const promotions = series.map(() => Array.from({ length: ROWS }, () => KINDS[random.below(KINDS.length)]!));
  const numbers = series.map((kind, s) => ({
    y: Float64Array.from({ length: ROWS }, (_, t) => {
      const effect = (kind === 'b' ? -1 : 1) * EFFECTS[promotions[s]![t]!]!;
      return t < ROWS - HORIZON ? 30 + effect + 0.2 * random.normal() : Number.NaN;
    }),
    size: new Float64Array(ROWS).fill(s),
  }));
  if (last !== null) promotions[0]![ROWS - 1] = last;
  const named = withText(datasetOf(numbers), 'promotion', promotions.flat());
  return withText(
    named,
    'kind',
    series.flatMap((kind) => new Array<string>(ROWS).fill(kind)),
  );
}

const request = {
  data: { target: 'y', horizon: HORIZON, context: 6, season: 1, testShare: 0.2, anchor: false },
  model: { hidden: 16 },
  training: { epochs: 40, patience: 40, batch: 16, rate: 0.01, threads: 1 },
} satisfies Omit<TrainingRequest, 'datasetId'>;
const declared = { future: ['promotion'], statics: ['kind', 'size'] };

async function maeOf(dataset: Dataset, data: Partial<TrainingRequest['data']>): Promise<number> {
  const { trained } = await trainQuietly(dataset, { ...request, data: { ...request.data, ...data } });
  const predictor = createPredictor(loadNative(), trained, 1);
  try {
    const signal = new AbortController().signal;
    return (await backtest({ dataset, predictor, folds: null, stride: null, window: null, signal, onProgress: () => {} })).evaluation
      .metrics.model.mae;
  } finally {
    predictor.dispose();
  }
}

describe('names and static columns', () => {
  const panel = promoted(['a', 'a', 'b', 'b']);

  it('a column of text holds names without being told', () => {
    const { data } = resolveConfig(panel, { datasetId: 'd', ...request, data: { ...request.data, ...declared } });
    expect(data.categorical).toEqual(['promotion', 'kind']);
    const numbers = resolveConfig(panel, {
      datasetId: 'd',
      ...request,
      data: { ...request.data, statics: ['size'], categorical: ['size'] },
    });
    expect(numbers.data.categorical).toEqual(['size']);
    expect(learnNames(panel, numbers.data)).toEqual([['0', '1', '2', '3']]);
  });

  it('are worth much where the target follows them', async () => {
    // One step of the past does not always show the sign of a series' effects.
    const without = await maeOf(panel, { context: 1 });
    const planned = await maeOf(panel, { context: 1, future: ['promotion'] });
    const both = await maeOf(panel, { context: 1, ...declared });
    expect(planned).toBeLessThan(without);
    expect(both).toBeLessThan(0.4 * without);
    expect(both).toBeLessThan(0.5 * planned);
  });

  it('are learned on the training part alone', () => {
    const { data, model } = resolveConfig(panel, { datasetId: 'd', ...request, data: { ...request.data, ...declared } });
    const later = promoted(['a', 'a', 'b', 'b'], 'cinema');
    expect(learnNames(later, data)).toEqual([
      ['flyer', 'none', 'radio'],
      ['a', 'b'],
    ]);
    expect(prepare(later, data, model).source.values).toEqual(prepare(panel, data, model).source.values);
  });

  it('refuses what is no static column, and what says nothing', () => {
    const refused = (dataset: Dataset, data: Partial<TrainingRequest['data']>) => () =>
      resolveConfig(dataset, { datasetId: 'd', ...request, data: { ...request.data, ...data } });
    expect(refused(panel, { statics: ['promotion'] })).toThrow(
      /static covariate "promotion" in series "s0" but line \d+ has \w+ and line \d+ has \w+/,
    );
    expect(refused(promoted(['a']), { statics: ['size'] })).toThrow(/several series for the static covariates size but the data have one/);
    expect(refused(panel, { categorical: ['size'] })).toThrow(/covariate for each categorical column but "size" is none/);
  });
});

describe('a name that training never met', () => {
  let predictor: Predictor;
  beforeAll(async () => {
    const { trained } = await trainQuietly(promoted(['a', 'a', 'b', 'b']), { ...request, data: { ...request.data, ...declared } });
    predictor = createPredictor(loadNative(), trained, 1);
  });
  afterAll(() => predictor.dispose());

  it('is read as one between all names, and said so', async () => {
    const known = await makeForecast('run', promoted(['a', 'a', 'b', 'b'], 'none'), predictor, 0);
    const cinema = await makeForecast('run', promoted(['a', 'a', 'b', 'b'], 'cinema'), predictor, 0);
    const theatre = await makeForecast('run', promoted(['a', 'a', 'b', 'b'], 'theatre'), predictor, 0);
    expect(known.notes).toEqual([]);
    expect(cinema.notes).toEqual([
      'Training never met "cinema" in column "promotion": the model reads what is between all names that it knows.',
    ]);
    expect(theatre.series).toEqual(cinema.series);
    const last = (result: typeof known): number => result.series[0]!.mean[HORIZON - 1]!;
    expect(last(cinema)).toBeGreaterThan(24);
    expect(last(cinema)).toBeLessThan(36);
    expect(last(cinema)).not.toBe(last(known));
  });

  it('may also be the kind of a whole series', async () => {
    const { series, notes } = await makeForecast('run', promoted(['c', 'a', 'b', 'b']), predictor, 0);
    expect(series).toHaveLength(4);
    expect(notes).toEqual([expect.stringMatching(/never met "c" in column "kind"/)]);
  });

  it('has the mean of the learned vectors', () => {
    const { parameters, values } = predictor.model;
    const { offset, shape } = parameters.find(({ name }) => name === 'category1.rows')!;
    expect(shape).toEqual([4, 3]);
    for (let unit = 0; unit < 3; unit++) {
      const column = [0, 1, 2, 3].map((row) => values[offset + 3 * row + unit]!);
      expect(column[0]).toBeCloseTo((column[1]! + column[2]! + column[3]!) / 3, 6);
    }
  });
});

it('rows without a name have a vector of their own where training met them, and need no name ahead', async () => {
  const blank = (panel: Dataset, every: (row: number) => boolean): Dataset => {
    panel.text
      .find(({ name }) => name === 'promotion')!
      .codes.forEach((_, row, codes) => {
        if (every(row % ROWS)) codes[row] = -1;
      });
    return panel;
  };
  const now = { ...request, data: { ...request.data, future: ['promotion'] } };
  const panel = blank(promoted(['a', 'b']), (row) => row % 5 === 0);
  const { trained } = await trainQuietly(panel, now);
  expect(trained.categories).toEqual([['', 'flyer', 'none', 'radio']]);
  const whole = await trainQuietly(promoted(['a', 'b']), now);
  const ends = blank(promoted(['a', 'b']), (row) => row === ROWS - 1);
  for (const [model, skipped] of [
    [trained, 0],
    [whole.trained, 2],
  ] as const) {
    const predictor = createPredictor(loadNative(), model, 1);
    expect((await makeForecast('run', ends, predictor, 0)).skipped).toHaveLength(skipped);
    predictor.dispose();
  }
});
