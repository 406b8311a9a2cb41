import { describe, expect, it } from 'vitest';

import type { Graph, NativeModel } from '../../../engine/native/api.ts';
import { createModel, stack } from './models.ts';

describe('the shape table', () => {
  it('names every parameter once, without gaps', () => {
    const model = createModel(stack('gruAfter', { T: 8, I: 2, H: 4, O: 3 }));
    expect(model.parameters.map(({ name, shape }) => `${name} [${shape.join(', ')}]`)).toEqual([
      'h1.inputWeights [12, 2]',
      'h1.recurrentWeights [12, 4]',
      'h1.bias [12]',
      'h1.recurrentBias [4]',
      'y.weights [3, 4]',
      'y.bias [3]',
    ]);
    let offset = 0;
    for (const parameter of model.parameters) {
      expect(parameter.offset).toBe(offset);
      offset += parameter.shape.reduce((a, b) => a * b, 1);
    }
    expect(model.parameterCount).toBe(offset);
    expect(model.outputs).toBe(3);
  });

  it('starts orthogonal, with a forget bias of one, and at zero where asked', () => {
    const H = 12;
    const start: Graph = {
      context: 4,
      channels: 1,
      nodes: [
        { op: 'lstm', input: 'x', output: 'h', hidden: H },
        { op: 'last', input: 'h', output: 'state' },
        { op: 'dense', input: 'state', output: 'y', units: 2, bias: true, zero: true },
      ],
      output: 'y',
    };
    const model = createModel(start);
    const part = partsOf(model);
    const W = part('h.recurrentWeights');
    const rows = Array.from({ length: 4 * H }, (_, row) => W.slice(row * H, row * H + H));
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
    for (let gate = 0; gate < 4; gate++)
      for (let a = 0; a < H; a++)
        for (let b = 0; b < H; b++) expect(dot(rows[gate * H + a] ?? [], rows[gate * H + b] ?? [])).toBeCloseTo(a === b ? 1 : 0, 5);
    expect(part('h.bias')).toEqual(Array.from({ length: 4 * H }, (_, k) => (k >= H && k < 2 * H ? 1 : 0)));
    expect(part('y.weights').every((value) => value === 0)).toBe(true);
  });

  it('starts as the layers of PyTorch do, where asked', () => {
    const [T, H] = [4, 64];
    const graph: Graph = {
      context: T,
      channels: 4,
      nodes: [
        { op: 'gru', input: 'x', output: 'h', hidden: H, resetAfter: true },
        { op: 'last', input: 'h', output: 'state' },
        { op: 'query', output: 'learned', steps: 0, units: H },
        { op: 'add', left: 'state', right: 'learned', output: 'sum' },
        { op: 'dense', input: 'x', output: 'wide', units: H, bias: true, zero: false },
        { op: 'last', input: 'wide', output: 'end' },
        { op: 'add', left: 'sum', right: 'end', output: 'all' },
        { op: 'dense', input: 'all', output: 'y', units: 2, bias: true, zero: true },
      ],
      output: 'y',
    };
    const part = partsOf(createModel(graph, { start: 'uniform' }));
    const inside = (name: string, bound: number): void => {
      const values = part(name).map(Math.abs);
      const most = Math.max(...values);
      expect(most, name).toBeLessThanOrEqual(bound);
      expect(most, name).toBeGreaterThan(0.8 * bound);
      expect(values.reduce((sum, value) => sum + value, 0) / values.length / bound, name).toBeCloseTo(0.5, 0);
    };
    for (const name of ['inputWeights', 'recurrentWeights', 'bias', 'recurrentBias']) inside(`h.${name}`, 1 / Math.sqrt(H));
    for (const name of ['weights', 'bias']) inside(`wide.${name}`, 1 / Math.sqrt(4));
    const query = part('learned.values');
    expect(Math.sqrt(query.reduce((sum, value) => sum + value * value, 0) / H)).toBeGreaterThan(0.7);
    for (const name of ['weights', 'bias'])
      expect(
        part(`y.${name}`).every((value) => value === 0),
        name,
      ).toBe(true);
  });
});

/** The values of a model's parameter by its name. */
function partsOf(model: NativeModel): (name: string) => number[] {
  const values = model.getParameters();
  return (name) => {
    const { offset, shape } = model.parameters.find((parameter) => parameter.name === name) ?? { offset: 0, shape: [] };
    return [...values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))];
  };
}
