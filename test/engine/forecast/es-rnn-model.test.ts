import { describe, expect, it } from 'vitest';
import { esRnn } from '../../../engine/forecast/es-rnn-model.ts';
import { mae } from '../../../engine/metrics/index.ts';
import type { History } from '../../../engine/models/forecaster.ts';
import { seasonalNaive } from '../../../engine/models/seasonal-naive.ts';
import { seasonalSeries } from '../../helpers/dataset.ts';
import { quietTask, randomWalks } from './panels.ts';

const HORIZON = 12;

describe('ES-RNN in the catalogue', () => {
  it('beats seasonal naive on a panel with seasons, also of a series that training never saw', async () => {
    const whole = [1, 2, 3, 4].map((seed) => seasonalSeries(108, 12, seed, 2).map((value) => value * seed));
    const histories = whole.map((values, i): History => ({ id: `s${i}`, season: 12, values: values.subarray(0, -HORIZON) }));
    const forecaster = await esRnn.fit({ ...quietTask, histories: histories.slice(1), horizon: HORIZON });
    const { points, quantiles } = await forecaster.forecast(histories);
    forecaster.dispose();
    const errors = points.map((forecast, i) => {
      const actual = whole[i]!.subarray(-HORIZON);
      return mae(actual, forecast) / mae(actual, seasonalNaive(histories[i]!.values, HORIZON, 12));
    });
    expect(errors[0]).toBeLessThan(1);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(1);
    expect(quantiles).toHaveLength(4);
  });

  it('smooths without a season where two do not fit into the context', async () => {
    const histories = randomWalks(3, 60).map((history): History => ({ ...history, season: 24 }));
    const forecaster = await esRnn.fit({ ...quietTask, histories, horizon: 4 });
    const { points } = await forecaster.forecast(histories);
    forecaster.dispose();
    for (const forecast of points) for (const value of forecast) expect(value).toBeGreaterThan(900);
  });
});
