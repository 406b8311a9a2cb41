/** Closed-form ridge regression from windows to horizons: one map a series, or one for all. */
export { fitLocalRidge, localRidge } from './local-ridge.ts';
export { anchorFree, applyRidge, bestRidge, type RidgeMap, solveRidge, sumWindows, type WindowNorm } from './ridge.ts';
