/** What is done to a target before it is scaled, value by value, and undone after: steps 2 and 8 of `TrainedModel`. */
import type { DataConfig, Transform } from '../protocol/training.ts';

/** An exponent of Box and Cox nearer to 0 than this is 0: the power and the logarithm differ by less than rounding in a file costs. */
const NO_EXPONENT = 1e-6;
/** With an exponent below 0, lambda z + 1 of a forecast falls to no less than this part of what it is at the centre: where it is 0, the value is infinite. */
export const NEAREST_POLE = 1e-4;

/** Whether a transform is the logarithm, which Box-Cox is at lambda 0. */
export function isLogarithm({ transform, lambda }: Pick<DataConfig, 'transform' | 'lambda'>): boolean {
  return transform === 'log' || (transform === 'box-cox' && Math.abs(lambda) < NO_EXPONENT);
}

/**
 * The transform of one value; what is not above zero has neither a logarithm nor a power here and is a gap, NaN. Box-Cox is (y^lambda - 1) / lambda, at
 * lambda 0 the logarithm (Box & Cox 1964, equation 1).
 */
export function forwardTransform(transform: 'none' | 'log', value: number): number;
export function forwardTransform(transform: Transform, value: number, lambda: number): number;
export function forwardTransform(transform: Transform, value: number, lambda = 1): number {
  if (transform === 'none') return value;
  if (!(value > 0)) return Number.NaN;
  const logarithm = Math.log(value);
  return isLogarithm({ transform, lambda }) ? logarithm : Math.expm1(lambda * logarithm) / lambda;
}

/**
 * The value of which `transformed` is the transform. Box-Cox is (lambda z + 1)^(1 / lambda), where lambda z + 1 is at least 0, and of a lambda below 0 at least
 * 1e-4 of what it is at `centre`, that of the scaler, so that every forecast is finite.
 */
export function inverseTransform(transform: 'none' | 'log', transformed: number): number;
export function inverseTransform(transform: Transform, transformed: number, lambda: number, centre: number): number;
export function inverseTransform(transform: Transform, transformed: number, lambda = 1, centre = 0): number {
  if (transform === 'none') return transformed;
  if (isLogarithm({ transform, lambda })) return Math.exp(transformed);
  const least = lambda > 0 ? 0 : NEAREST_POLE * (lambda * centre + 1);
  return Math.max(lambda * transformed + 1, least) ** (1 / lambda);
}

/** How many of its units a value of the target moves while its transform moves by one: what differences of forecasts are measured by. */
export function unitsPerTransformed({ transform, lambda }: Pick<DataConfig, 'transform' | 'lambda'>, value: number): number {
  if (transform === 'none') return 1;
  return isLogarithm({ transform, lambda }) ? value : value ** (1 - lambda);
}
