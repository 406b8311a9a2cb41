/** `engine/models/transform.ts` as operators, in the file's type. */
import { isLogarithm, NEAREST_POLE } from '../models/transform.ts';
import type { DataConfig } from '../protocol/training.ts';
import type { FloatType, GraphBuilder } from './builder.ts';

type Units = Pick<DataConfig, 'transform' | 'lambda'>;

/** The transform of a tensor of targets, NaN where a value is not above zero. Reads the constants `zero` and `nan`. */
export function writeForward(b: GraphBuilder, units: Units, type: FloatType, target: string): string {
  if (units.transform === 'none') return target;
  const positive = b.node('Greater', 'target/positive', [target, 'zero']);
  if (isLogarithm(units)) return b.node('Where', 'target/logarithm', [positive, b.node('Log', 'target/log', [target]), 'nan']);
  const one = b.constant('power/one', type, [1], []);
  const lambda = b.constant('power/lambda', type, [units.lambda], []);
  const excess = b.node('Sub', 'target/excess', [b.node('Pow', 'target/power', [target, lambda]), one]);
  return b.node('Where', 'target/box_cox', [positive, b.node('Div', 'target/powers', [excess, lambda]), 'nan']);
}

/** A tensor back in the target's units; `centre` is that of the target's scaler, of a shape that goes with it. After `writeForward`. */
export function writeInverse(
  b: GraphBuilder,
  units: Units,
  type: FloatType,
  name: string,
  { answer, centre }: { answer: string; centre: string },
): string {
  if (units.transform === 'none') return answer;
  if (isLogarithm(units)) return b.node('Exp', `${name}/exponential`, [answer]);
  const { lambda } = units;
  const power = (part: string, tensor: string): string =>
    b.node('Add', `${name}/${part}`, [b.node('Mul', `${name}/${part}_less_one`, [tensor, 'power/lambda']), 'power/one']);
  let least = 'zero';
  if (lambda < 0) {
    const share = b.constant(`${name}/nearest_pole`, type, [NEAREST_POLE], []);
    least = b.node('Mul', `${name}/least`, [power('central_power', centre), share]);
  }
  const kept = b.node('Max', `${name}/kept_power`, [power('power', answer), least]);
  return b.node('Pow', `${name}/units`, [kept, b.constant(`${name}/root`, type, [1 / lambda], [])]);
}
