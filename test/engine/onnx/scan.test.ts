import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { describe, expect, it, vi } from 'vitest';
import { OnnxForecaster } from '../../../engine/onnx/forecaster.ts';
import { readFacts } from '../../../engine/onnx/metadata.ts';
import { LIMITS, scanOnnx } from '../../../engine/onnx/scan.ts';
import { writeOnnx } from '../../../engine/onnx/writer.ts';
import { randomModel } from './models.ts';

vi.mock('onnxruntime-node', () => {
  throw new Error('The runtime must not be loaded for a file that the scan refuses');
});

const { ModelProto } = onnxProto.onnx;
const ours = writeOnnx(randomModel());

/** Our file with something done to it. */
function changed(change: (model: onnx.ModelProto, graph: onnx.IGraphProto) => void): Uint8Array {
  const model = ModelProto.decode(ours);
  change(model, model.graph!);
  return ModelProto.encode(model).finish();
}

const loop: onnx.INodeProto = {
  opType: 'Loop',
  name: 'forever',
  input: ['', ''],
  output: ['never'],
  attribute: [{ name: 'body', type: 5, g: { name: 'body', node: [] } }],
};
const elsewhere: onnx.ITensorProto = {
  name: 'secret',
  dataType: 1,
  dims: [4],
  dataLocation: 1,
  externalData: [{ key: 'location', value: '/etc/passwd' }],
};

const HOSTILE: Array<[string, Uint8Array, string, RegExp]> = [
  ['a loop', changed((_, graph) => graph.node!.push(loop)), 'onnx-unsafe', /a subgraph at model\.graph\[0\]\.node\[\d+\]\.attribute\[0\]/],
  [
    'a loop without a body',
    changed((_, graph) => graph.node!.push({ ...loop, attribute: [] })),
    'onnx-unsafe',
    /the operator Loop at .* forever/,
  ],
  [
    'an unknown operator',
    changed((_, graph) => (graph.node![3]!.opType = 'Download')),
    'onnx-unsafe',
    /the operator Download at model\.graph\[0\]\.node\[3\]/,
  ],
  [
    'another domain',
    changed((_, graph) => (graph.node![3]!.domain = 'com.microsoft')),
    'onnx-unsafe',
    /the operator domain com\.microsoft/,
  ],
  ['external data', changed((_, graph) => graph.initializer!.push(elsewhere)), 'onnx-unsafe', /external data|a data location/],
  [
    'external data in an attribute',
    changed((_, graph) => graph.node![0]!.attribute!.push({ name: 'value', type: 4, t: elsewhere })),
    'onnx-unsafe',
    /a tensor at model\.graph\[0\]\.node\[0\]\.attribute\[\d+\]/,
  ],
  ['a function', changed((model) => model.functions.push({ name: 'f', domain: '' })), 'onnx-unsafe', /functions of its own/],
  ['sparse tensors', changed((_, graph) => (graph.sparseInitializer = [{ dims: [1] }])), 'onnx-unsafe', /sparse tensors/],
  [
    'another operator set',
    changed((model) => model.opsetImport.push({ domain: 'ai.onnx.ml', version: 3 })),
    'onnx-unsafe',
    /operator set ai\.onnx\.ml 3/,
  ],
  [
    'a second graph behind the first',
    Buffer.concat([ModelProto.encode({ graph: { node: [loop] } }).finish(), ours]),
    'onnx-unsafe',
    /a subgraph at model\.graph\[0\]/,
  ],
  ['a second harmless graph', Buffer.concat([ModelProto.encode({ graph: { name: 'b' } }).finish(), ours]), 'onnx-unsafe', /2 graphs/],
  [
    'too many nodes',
    changed((_, graph) => graph.node!.push(...new Array<onnx.INodeProto>(LIMITS.nodes).fill({ opType: 'Add' }))),
    'onnx-unsafe',
    /more than 32768 nodes/,
  ],
  ['bytes cut short', ours.subarray(0, ours.length - 1), 'onnx-damaged', /at byte/],
  ['bytes cut short within', ours.subarray(0, 700), 'onnx-damaged', /longer than what is left/],
  ['text', new TextEncoder().encode('a,b\n1,2\n'), 'onnx-damaged', /at byte/],
  ['nothing', new Uint8Array(0), 'onnx-unsafe', /0 graphs/],
  ['too many bytes', new Uint8Array(LIMITS.bytes + 1), 'onnx-too-large', /at most 268435456 bytes/],
  ['no metadata', changed((model) => (model.metadataProps = [])), 'onnx-foreign', /metadata entry producer/],
  ['another producer', changed((model) => (model.metadataProps[0]!.value = 'Someone')), 'onnx-foreign', /producer but received Someone/],
  ['a later format', changed((model) => (model.metadataProps[1]!.value = '2')), 'onnx-foreign', /format_version/],
  ['other inputs', changed((_, graph) => (graph.input![0]!.name = 'image')), 'onnx-foreign', /Expected inputs target .* received image/],
];

describe('the scan', () => {
  it('lets our own file through and reads what it says', () => {
    const report = scanOnnx(ours);
    expect(report.inputs).toEqual(['target']);
    expect(report.outputs).toEqual(['quantiles', 'mean']);
    expect(report.metadata.get('producer')).toBe('Hindcast');
    expect(report.widest).toBe(32);
  });

  it.each(HOSTILE)('refuses %s before the runtime is loaded', async (_, bytes, code, message) => {
    const opening = OnnxForecaster.open(bytes);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toMatchObject({ code });
  });

  it('refuses every shortened file, and never hangs', () => {
    // Cut between two entries of its metadata a file is still well-formed, and lacks what every file of ours says.
    const open = (bytes: Uint8Array): unknown => readFacts(scanOnnx(bytes).metadata);
    const last = ours.length - 200;
    for (let length = 0; length < last; length += 97) expect(() => open(ours.subarray(0, length))).toThrow(/^Expected/);
    for (let length = last - 400; length < last; length++) expect(() => open(ours.subarray(0, length))).toThrow(/^Expected/);
  });

  it('answers any single changed byte with a report or an expected error', () => {
    const bytes = ours.slice();
    for (let at = 0; at < 3000; at++) {
      const before = bytes[at]!;
      bytes[at] = before ^ 0xff;
      try {
        scanOnnx(bytes);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ExpectedError' });
      }
      bytes[at] = before;
    }
  });
});
