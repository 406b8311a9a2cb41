import { EXACT_COUNTS, LEAST_ALPHA, ROUGH_NORMAL } from '../../models/counts.ts';
import { SMALLEST_SIGMA } from '../../models/normal.ts';
import type { GraphNode } from '../../native/api.ts';
import type { Operator } from '../operators.ts';
import type { Mapping, Walk } from './walk.ts';

type Distribution = Extract<GraphNode, { op: 'draw' }>['distribution'];

/** Short forms for arithmetic in float64 under one prefix: every result has a name of its own. */
export class Arithmetic {
  readonly walk: Walk;
  private readonly prefix: string;
  private count = 0;

  constructor(walk: Walk, prefix: string) {
    this.walk = walk;
    this.prefix = prefix;
  }

  of(operator: Operator, inputs: readonly string[], attributes: Record<string, number> = {}): string {
    return this.walk.b.node(operator, `${this.prefix}/${operator.toLowerCase()}${++this.count}`, inputs, attributes);
  }

  number(value: number): string {
    return this.walk.once(`double/${value}`, (name) => this.walk.b.constant(name, 'float64', [value], []));
  }

  row(key: string, values: ArrayLike<number>): string {
    return this.walk.once(`double/${key}`, (name) => this.walk.b.constant(name, 'float64', values, [1, values.length]));
  }

  /** One column of float32 `[R, F]` in float64, `[R, 1]`. */
  column(tensor: string, index: number): string {
    const { walk } = this;
    const column = this.of('Slice', [tensor, walk.list(index), walk.list(index + 1), walk.list(1)]);
    return this.of('Cast', [column], { to: 11 });
  }

  /** log(1 + exp(x)) as max(x, 0) + log(1 + exp(-|x|)): onnxruntime has no Softplus of float64. */
  softplus(x: string): string {
    const small = this.of('Exp', [this.of('Mul', [this.of('Abs', [x]), this.number(-1)])]);
    return this.of('Add', [this.of('Max', [x, this.number(0)]), this.of('Log', [this.of('Add', [small, this.number(1)])])]);
  }

  polynomial(coefficients: readonly number[], x: string): string {
    let sum = this.number(coefficients.at(-1)!);
    for (const coefficient of coefficients.slice(0, -1).reverse()) {
      sum = this.of('Add', [this.of('Mul', [sum, x]), this.number(coefficient)]);
    }
    return sum;
  }
}

/** The operation `draw` of `engine/native/api.ts`, in float64: float32 `[R, P]`, noise `[R, 2]` and, of counts, v `[R, 1]` to `[R, 1]`. */
export function writeDraw(
  walk: Walk,
  name: string,
  distribution: Distribution,
  parameters: string,
  noise: string,
  scale: string | null,
): string {
  const a = new Arithmetic(walk, name);
  const first = a.column(parameters, 0);
  const spread = a.softplus(a.column(parameters, 1));
  const u = a.column(noise, 0);
  let value: string;
  if (distribution === 'negativeBinomial') {
    const v = a.of('Cast', [scale!], { to: 11 });
    const mean = a.of('Mul', [v, a.softplus(first)]);
    const alpha = a.of('Div', [spread, a.of('Sqrt', [v])]);
    value = a.of('Div', [countQuantiles(a, u, mean, alpha), v]);
  } else {
    const sigma = a.of('Add', [spread, a.number(SMALLEST_SIGMA)]);
    const turn = a.of('Cos', [a.of('Mul', [a.column(noise, 1), a.number(2 * Math.PI)])]);
    const energy = a.of('Mul', [a.of('Log', [u]), a.number(-2)]);
    const squared = distribution === 'normal' ? energy : studentEnergy(a, energy, a.column(parameters, 2));
    value = a.of('Add', [first, a.of('Mul', [sigma, a.of('Mul', [a.of('Sqrt', [squared]), turn])])]);
  }
  return walk.b.node('Cast', name, [value], { to: 1 });
}

/** nu (exp(e / nu) - 1). */
function studentEnergy(a: Arithmetic, energy: string, raw: string): string {
  const nu = a.of('Add', [a.softplus(raw), a.number(2)]);
  return a.of('Mul', [nu, a.of('Sub', [a.of('Exp', [a.of('Div', [energy, nu])]), a.number(1)])]);
}

/**
 * `countQuantile` of `engine/models/counts.ts`, of float64 tensors: levels `[R or 1, Q]`, mean and alpha `[R, 1]` to `[R, Q]`. The
 * probabilities are exponentials of running sums of logarithms, `[R, 256]`; the count is how many distribution values lie below the level.
 */
function countQuantiles(a: Arithmetic, level: string, mean: string, alpha: string): string {
  const { walk } = a;
  const counts = Array.from({ length: EXACT_COUNTS }, (_, k) => k);
  const dispersion = a.of('Max', [alpha, a.number(LEAST_ALPHA)]);
  const product = a.of('Add', [a.of('Mul', [dispersion, mean]), a.number(1)]);
  const ratio = a.of('Div', [mean, product]);
  const firstLog = a.of('Div', [a.of('Log', [product]), a.of('Mul', [dispersion, a.number(-1)])]);
  const before = a.row('before', counts.slice(0, -1));
  const rising = a.of('Log', [a.of('Add', [a.of('Mul', [before, dispersion]), a.number(1)])]);
  const falling = a.row(
    'log_counts',
    counts.slice(1).map((k) => Math.log(k)),
  );
  const steps = a.of('Add', [a.of('Sub', [rising, falling]), a.of('Log', [ratio])]);
  const logs = a.of('CumSum', [a.of('Concat', [firstLog, steps], { axis: 1 }), walk.integer(1)]);
  const cumulative = a.of('CumSum', [a.of('Exp', [logs]), walk.integer(1)]);
  const below = a.of('Less', [a.of('Unsqueeze', [cumulative, walk.list(1)]), a.of('Unsqueeze', [level, walk.list(2)])]);
  const exact = a.of('ReduceSum', [a.of('Cast', [below], { to: 11 }), walk.list(2)], { keepdims: 0 });

  const deviations = a.of('Div', [roughNormal(a, level), a.of('Mul', [a.of('Sqrt', [ratio]), a.number(3)])]);
  const shift = a.of('Div', [a.number(1), a.of('Mul', [ratio, a.number(9)])]);
  const root = a.of('Add', [a.of('Sub', [a.number(1), shift]), deviations]);
  const gamma = a.of('Mul', [mean, a.of('Mul', [root, a.of('Mul', [root, root])])]);
  // Opset 17 rounds up by Ceil; -Floor(-x) needs no operator more.
  const negative = a.of('Floor', [a.of('Sub', [a.number(0.5), gamma])]);
  const tail = a.of('Max', [a.of('Mul', [negative, a.number(-1)]), a.number(EXACT_COUNTS)]);
  return a.of('Where', [a.of('Less', [exact, a.number(EXACT_COUNTS)]), exact, tail]);
}

/** Abramowitz & Stegun 26.2.23. */
function roughNormal(a: Arithmetic, level: string): string {
  const outer = a.of('Min', [level, a.of('Sub', [a.number(1), level])]);
  const t = a.of('Sqrt', [a.of('Mul', [a.of('Log', [outer]), a.number(-2)])]);
  const quotient = a.of('Div', [a.polynomial(ROUGH_NORMAL.above, t), a.polynomial(ROUGH_NORMAL.below, t)]);
  const z = a.of('Sub', [t, quotient]);
  return a.of('Where', [a.of('Less', [level, a.number(0.5)]), a.of('Mul', [z, a.number(-1)]), z]);
}

/** Quantiles of counts over v, from float32 parameters `[R, 2]` and v `[R, 1]` to float64 `[R, Q]`. */
export function writeCountLevels(walk: Walk, name: string, parameters: string, scale: string, quantiles: readonly number[]): string {
  const a = new Arithmetic(walk, name);
  const v = a.of('Cast', [scale], { to: 11 });
  const mean = a.of('Mul', [v, a.softplus(a.column(parameters, 0))]);
  const alpha = a.of('Div', [a.softplus(a.column(parameters, 1)), a.of('Sqrt', [v])]);
  return a.of('Div', [countQuantiles(a, a.row('levels', quantiles), mean, alpha), v]);
}

export const draw: Mapping<'draw'> = (walk, node) => {
  const scale = node.distribution === 'negativeBinomial' ? walk.tensor(node.scale) : null;
  walk.set(
    node.output,
    writeDraw(walk, walk.named(node.output), node.distribution, walk.tensor(node.input), walk.tensor(node.noise), scale),
  );
};
