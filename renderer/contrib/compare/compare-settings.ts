/** What a comparison keeps between starts. */
import { checkBoolean, checkNumber, checkObject, checkOneOf, checkString } from '../../platform/state/validate.ts';
import type { CurveMetric, XAxis } from './curve-math.ts';
import { metrics, xAxes } from './curve-math.ts';

export const layouts = ['overlay', 'multiples'] as const;
export type Layout = (typeof layouts)[number];

export interface CompareSettings {
  metric: CurveMetric;
  xAxis: XAxis;
  layout: Layout;
  smoothing: number;
  logX: boolean;
  logY: boolean;
  withoutOutliers: boolean;
  /** Name of the parameter by which curves are joined; empty: none. */
  groupBy: string;
}

export const defaultCompare: CompareSettings = {
  metric: 'validationLoss',
  xAxis: 'epoch',
  layout: 'overlay',
  smoothing: 0,
  logX: false,
  logY: false,
  withoutOutliers: false,
  groupBy: '',
};

export const largestSmoothing = 0.99;

export const checkCompare = checkObject<CompareSettings>({
  metric: checkOneOf(...metrics),
  xAxis: checkOneOf(...xAxes),
  layout: checkOneOf(...layouts),
  smoothing: checkNumber(0, largestSmoothing),
  logX: checkBoolean,
  logY: checkBoolean,
  withoutOutliers: checkBoolean,
  groupBy: checkString,
});
