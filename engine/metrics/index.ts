/** The catalogue of metrics; definitions and sources stand in each file. All are lower-is-better but coverage. */
export { coverage } from './coverage.ts';
export { crps } from './crps.ts';
export { mae } from './mae.ts';
export { mase, seasonalScale } from './mase.ts';
export { msis } from './msis.ts';
export { owa } from './owa.ts';
export { pinball } from './pinball.ts';
export { pitHistogram } from './pit.ts';
export { rmse } from './rmse.ts';
export { rmsse, squaredScale } from './rmsse.ts';
export { sharpness } from './sharpness.ts';
export { smape } from './smape.ts';
export { wape } from './wape.ts';
export { wql } from './wql.ts';
