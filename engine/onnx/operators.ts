/**
 * Every operator of ONNX (opset 17, default domain) that an exported file may use. The builder accepts no other, and
 * the scan lets no other through: none of them reads a file, holds a subgraph or loops.
 */
export const OPERATORS = [
  'Abs',
  'Add',
  'And',
  'Cast',
  'Concat',
  'Cos',
  'CumSum',
  'Div',
  'Exp',
  'Expand',
  'Floor',
  'GRU',
  'Gather',
  'GatherElements',
  'Gemm',
  'Greater',
  'GreaterOrEqual',
  'IsNaN',
  'LSTM',
  'LayerNormalization',
  'Less',
  'LessOrEqual',
  'Log',
  'MatMul',
  'Max',
  'MaxPool',
  'Min',
  'Mul',
  'Not',
  'Pad',
  'Pow',
  'RNN',
  'ReduceMax',
  'ReduceSum',
  'Relu',
  'Reshape',
  'Shape',
  'Sigmoid',
  'Slice',
  'Softplus',
  'Sqrt',
  'Squeeze',
  'Sub',
  'Tanh',
  'Tile',
  'TopK',
  'Transpose',
  'Unsqueeze',
  'Where',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** The version of the default operator set and of the file format: what runtimes of 2022 and later read. */
export const OPSET = 17;
export const IR_VERSION = 8;
