/** Closed-form ridge regression from windows to horizons: one map a series, or one for all. */
export { applyCovariateRidge, type CovariateRidge, fitCovariateRidge } from './covariate-ridge.ts';
export { sumDifferences } from './difference-ridge.ts';
export { fitLocalCovariateRidge, fitLocalRidge, type LocalCovariateRidge, localRidge } from './local-ridge.ts';
export { RidgeReader } from './ridge-reader.ts';
export { anchorFree, applyRidge, bestRidge, type RidgeMap, solveRidge, sumWindows, type WindowNorm } from './ridge.ts';
export type { RidgeSeries } from './ridge-series.ts';
export { seriesUnit } from './window-blocks.ts';
