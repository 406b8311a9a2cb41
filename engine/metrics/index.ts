/** The catalogue of metrics; definitions and sources stand in each file. All are lower-is-better but coverage. */
export { coverage } from './coverage.ts';
export { mae } from './mae.ts';
export { mase, seasonalScale } from './mase.ts';
export { pinball } from './pinball.ts';
export { rmse } from './rmse.ts';
export { smape } from './smape.ts';
