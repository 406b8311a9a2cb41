/** Every loss of one target in float64, written from the densities themselves. */
import type { LossSpec } from '../../../../engine/native/api.ts';
import { softplus } from './cells.ts';

/** Lanczos' series for g = 7 with nine terms (Godfrey 2001), good to some 1e-15 of the value. */
const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** log Gamma(x) for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first, ...others] = LANCZOS as [number, ...number[]];
  const series = others.reduce((sum, coefficient, k) => sum + coefficient / (x + k), first);
  const t = x + LANCZOS_G - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

const LEAST_SIGMA = 1e-4;
const sigmaOf = (s: number): number => softplus(s) + LEAST_SIGMA;

function normal(error: number, sigma: number): number {
  return 0.5 * Math.log(2 * Math.PI * sigma * sigma) + (error * error) / (2 * sigma * sigma);
}

function studentT(error: number, sigma: number, nu: number): number {
  const z = error / sigma;
  const constant = logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(nu * Math.PI) - Math.log(sigma);
  return ((nu + 1) / 2) * Math.log1p((z * z) / nu) - constant;
}

function negativeBinomial(y: number, mean: number, alpha: number): number {
  const r = 1 / alpha;
  const choose = logGamma(y + r) - logGamma(r) - logGamma(y + 1);
  return -(choose + r * Math.log(r / (r + mean)) + y * Math.log(mean / (r + mean)));
}

/** How many outputs a target has. */
export function outputsPerTarget(loss: LossSpec): number {
  switch (loss.kind) {
    case 'pinball':
      return loss.quantiles.length;
    case 'crossEntropy':
      return loss.classes;
    case 'studentT':
      return 3;
    case 'normal':
    case 'negativeBinomial':
      return 2;
    default:
      return 1;
  }
}

/** The loss of one observed target, whose outputs are `outputs` and whose window has the scale `v`. */
export function lossOf(loss: LossSpec, outputs: number[], y: number, v: number): number {
  const [a, b, c] = outputs as [number, number, number];
  const error = y - a;
  switch (loss.kind) {
    case 'mse':
      return error * error;
    case 'mae':
      return Math.abs(error);
    case 'huber':
      return Math.abs(error) <= loss.delta ? (error * error) / 2 : loss.delta * (Math.abs(error) - loss.delta / 2);
    case 'pinball': {
      const terms = loss.quantiles.map((q, k) => Math.max(q * (y - outputs[k]!), (q - 1) * (y - outputs[k]!)));
      return terms.reduce((sum, term) => sum + term, 0) / terms.length;
    }
    case 'normal':
      return normal(error, sigmaOf(b));
    case 'studentT':
      return studentT(error, sigmaOf(b), 2 + softplus(c));
    case 'negativeBinomial':
      return negativeBinomial(Math.round(v * y), v * softplus(a), softplus(b) / Math.sqrt(v));
    case 'crossEntropy': {
      const most = Math.max(...outputs);
      return most + Math.log(outputs.reduce((sum, value) => sum + Math.exp(value - most), 0)) - outputs[y]!;
    }
  }
}
