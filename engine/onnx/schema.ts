/**
 * The part of `onnx.proto3` that an exported file uses, by field number. `number`: a number or packed numbers; `text` and
 * `raw`: bytes; else the message that the field holds. What is not here is refused. No message contains itself, so the depth of
 * a file is bounded by this table.
 */
export type MessageName =
  'model' | 'graph' | 'node' | 'attribute' | 'tensor' | 'value' | 'type' | 'tensorType' | 'shape' | 'dimension' | 'opset' | 'entry';
export type FieldKind = 'number' | 'text' | 'raw' | MessageName;

export interface FieldRule {
  name: string;
  kind: FieldKind;
}

const field = (name: string, kind: FieldKind): FieldRule => ({ name, kind });

export const ALLOWED: Record<MessageName, Record<number, FieldRule>> = {
  model: {
    1: field('ir_version', 'number'),
    2: field('producer_name', 'text'),
    3: field('producer_version', 'text'),
    5: field('model_version', 'number'),
    6: field('doc_string', 'text'),
    7: field('graph', 'graph'),
    8: field('opset_import', 'opset'),
    14: field('metadata_props', 'entry'),
  },
  graph: {
    1: field('node', 'node'),
    2: field('name', 'text'),
    5: field('initializer', 'tensor'),
    10: field('doc_string', 'text'),
    11: field('input', 'value'),
    12: field('output', 'value'),
  },
  node: {
    1: field('input', 'text'),
    2: field('output', 'text'),
    3: field('name', 'text'),
    4: field('op_type', 'text'),
    5: field('attribute', 'attribute'),
    6: field('doc_string', 'text'),
    7: field('domain', 'text'),
  },
  attribute: {
    1: field('name', 'text'),
    2: field('f', 'number'),
    3: field('i', 'number'),
    4: field('s', 'text'),
    7: field('floats', 'number'),
    8: field('ints', 'number'),
    9: field('strings', 'text'),
    13: field('doc_string', 'text'),
    20: field('type', 'number'),
  },
  tensor: { 1: field('dims', 'number'), 2: field('data_type', 'number'), 8: field('name', 'text'), 9: field('raw_data', 'raw') },
  value: { 1: field('name', 'text'), 2: field('type', 'type'), 3: field('doc_string', 'text') },
  type: { 1: field('tensor_type', 'tensorType') },
  tensorType: { 1: field('elem_type', 'number'), 2: field('shape', 'shape') },
  shape: { 1: field('dim', 'dimension') },
  dimension: { 1: field('dim_value', 'number'), 2: field('dim_param', 'text') },
  opset: { 1: field('domain', 'text'), 2: field('version', 'number') },
  entry: { 1: field('key', 'text'), 2: field('value', 'text') },
};

/** Words for fields that a hostile or foreign file is likely to hold. */
export const REFUSED: Partial<Record<MessageName, Record<number, string>>> = {
  model: { 20: 'training information', 25: 'functions of its own' },
  graph: { 15: 'sparse tensors' },
  attribute: { 5: 'a tensor', 6: 'a subgraph', 10: 'tensors', 11: 'subgraphs', 22: 'a sparse tensor', 23: 'sparse tensors' },
  tensor: { 13: 'external data', 14: 'a data location outside of the file' },
  type: { 4: 'a sequence type', 5: 'a map type', 8: 'a sparse type', 9: 'an optional type' },
};
