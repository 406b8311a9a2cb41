/** A task that states a context: no point of a forecast depends on what lies before it, only how wide intervals are may. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../engine/forecast/catalogue.ts';
import type { History } from '../../../engine/models/forecaster.ts';
import { seasonalSeries } from '../../helpers/dataset.ts';
import { stillClock } from '../../helpers/still-clock.ts';
import { quietTask } from './panels.ts';

const season = 6;
const context = 18;
const histories: History[] = [80, 90].map((length, i) => ({ id: `s${i}`, season, values: seasonalSeries(length, season, i + 1) }));
/** The same, with other values before the context. */
const rewritten = histories.map((one) => ({
  ...one,
  values: one.values.map((value, t) => (t < one.values.length - context ? 3 * value + t : value)),
}));
/** Networks of one kind do for all: they share what cuts their windows. */
const NOT_TRIED = new Set(['lstm', 'rnn', 'segrnn', 'segrnn-skip', 'es-rnn']);

describe('a forecast reads the stated context only', () => {
  const models = catalogue.filter(({ name }) => !NOT_TRIED.has(name));
  it.each(models.map((model) => ({ name: model.name, model })))('$name', async ({ model }) => {
    const forecaster = await model.fit({ ...quietTask, clock: stillClock, histories, horizon: 4, context });
    const { points } = await forecaster.forecast(histories);
    expect(points.flatMap((row) => [...row]).every(Number.isFinite)).toBe(true);
    expect((await forecaster.forecast(rewritten)).points).toEqual(points);
    forecaster.dispose();
  });
});
