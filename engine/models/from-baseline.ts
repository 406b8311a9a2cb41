import type { Baseline } from './baseline.ts';
import type { CatalogueModel } from './forecaster.ts';

/** A method that needs nothing but a history, as an entry of the catalogue: its fit learns nothing. */
export function fromBaseline(name: string, about: string, method: Baseline): CatalogueModel {
  return {
    name,
    about,
    reads: 'target',
    fit: async ({ horizon, context }) => ({
      forecast: async (histories) => ({
        points: histories.map(({ values, season }) => method(context === null ? values : values.subarray(-context), horizon, season)),
        quantiles: null,
      }),
      dispose: () => {},
    }),
  };
}
