import type { Mapping } from './walk.ts';

/** `[.., F] -> [.., units]`. A vector reads the weights `[units, F]` as they are, a sequence their transpose. */
export const dense: Mapping<'dense'> = (walk, node) => {
  const { b, parameters } = walk;
  const name = walk.named(node.output);
  const owner = parameters.owner(node.output);
  const stored = walk.named(owner);
  const { values, shape } = parameters.get(`${owner}.weights`, [node.units, walk.shape(node.input).features]);
  const bias = (): string =>
    walk.once(`${stored}.bias`, (key) => b.constant(key, 'float32', parameters.get(`${owner}.bias`, [node.units]).values, [node.units]));
  if (walk.shape(node.input).steps === 0) {
    const weights = walk.once(`${stored}.weights`, (key) => b.constant(key, 'float32', values, shape));
    const operands = [walk.tensor(node.input), weights, ...(node.bias ? [bias()] : [])];
    walk.set(node.output, b.node('Gemm', name, operands, { transB: 1 }));
    return;
  }
  const weights = walk.once(`${stored}.transposed`, (key) =>
    b.constant(key, 'float32', transpose(values, node.units), [shape[1]!, node.units]),
  );
  const product = b.node('MatMul', node.bias ? `${name}/product` : name, [walk.tensor(node.input), weights]);
  walk.set(node.output, node.bias ? b.node('Add', name, [product, bias()]) : product);
};

/** `[rows, n] -> [n, rows]`, row-major. */
function transpose(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows;
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}
