import { expect, test } from 'vitest';
import { joinActivations, joinGradients, layerName } from '../../../engine/train/join-steps.ts';

test('a layer that is unrolled becomes one sequence, whatever stands between its steps', () => {
  const node = (name: string, value: number) => ({ node: name, gates: ['h'], steps: 1, hidden: 2, values: Float32Array.of(value, -value) });
  const joined = joinActivations([node('decoder1.1', 1), node('decoder2.1', 5), node('decoder1.2', 2)]);
  expect(joined).toEqual([
    { layer: 'decoder1', gates: ['h'], steps: 2, hidden: 2, values: Float32Array.of(1, -1, 2, -2) },
    { layer: 'decoder2', gates: ['h'], steps: 1, hidden: 2, values: Float32Array.of(5, -5) },
  ]);
  expect(
    joinGradients([
      { node: 'layer1', norms: Float64Array.of(1, 2, 3) },
      { node: 'decoder1.1', norms: Float64Array.of(7) },
      { node: 'decoder1.2', norms: Float64Array.of(8) },
    ]),
  ).toEqual([
    { layer: 'layer1', byLag: Float64Array.of(3, 2, 1) },
    { layer: 'decoder1', byLag: Float64Array.of(8, 7) },
  ]);
  expect(layerName('layer1.back')).toBe('layer1.back');
});
