import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { chooseSeason } from '../../../engine/train/choose-season.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

const all = (length: number): number => length;

function choice(values: Float64Array, usual: number, rows = all): ReturnType<typeof chooseSeason> {
  const dataset = datasetOf([{ y: values }], usual);
  return chooseSeason(dataset, dataset.numeric[0]!, rows);
}

describe('the season of a target', () => {
  it('is the usual one where the data show it', () => {
    expect(choice(seasonalSeries(144, 12), 12)).toMatchObject({
      season: 12,
      reason: expect.stringMatching(/^A season of 12 steps/) as string,
    });
  });

  it('is another one where the data show that strongly', () => {
    const { season, reason } = choice(seasonalSeries(400, 9), 12);
    expect(season).toBe(9);
    expect(reason).toContain('It is taken instead of the usual season of 12 steps.');
  });

  it('stays the usual one where the evidence for another is weak, or there is none', () => {
    const weak = seasonalSeries(600, 9, 1, 12);
    expect(choice(weak, 12)).toMatchObject({
      season: 12,
      reason: expect.stringContaining('no clear season (9 steps are too weak') as string,
    });
    const random = createRandom(3);
    expect(
      choice(
        Float64Array.from({ length: 200 }, () => random.normal()),
        12,
      ).season,
    ).toBe(12);
  });

  it('is none where three of the usual one do not fit', () => {
    const random = createRandom(3);
    expect(
      choice(
        Float64Array.from({ length: 30 }, () => random.normal()),
        12,
      ).season,
    ).toBe(1);
  });

  it('does not look beyond the training rows', () => {
    const turning = seasonalSeries(300, 12);
    turning.set(
      seasonalSeries(150, 9).map((value) => 10 * value),
      150,
    );
    expect(choice(turning, 1, () => 150).season).toBe(12);
    const poisoned = seasonalSeries(300, 12).fill(1e30, 150);
    expect(choice(poisoned, 1, () => 150).season).toBe(12);
  });

  it('is told of by resolveConfig, unless the user decided', () => {
    const dataset = datasetOf([{ y: seasonalSeries(400, 9) }], 12);
    const notes: string[] = [];
    const request = { datasetId: 'd', data: { target: 'y', horizon: 6 } };
    expect(resolveConfig(dataset, request, (note) => notes.push(note)).data.season).toBe(9);
    expect(notes).toHaveLength(1);
    expect(resolveConfig(dataset, { ...request, data: { ...request.data, season: 4 } }, (note) => notes.push(note)).data.season).toBe(4);
    expect(notes).toHaveLength(1);
  });
});
