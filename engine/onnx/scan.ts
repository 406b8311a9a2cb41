import { ExpectedError } from '../protocol/errors.ts';
import { IR_VERSION, OPERATORS, OPSET } from './operators.ts';
import { ALLOWED, REFUSED } from './schema.ts';
import type { MessageName } from './schema.ts';
import { WireError, readFields } from './wire.ts';

/** Limits of a file that may be opened. */
export const LIMITS = { bytes: 256 * 2 ** 20, nodes: 32_768, fields: 1_000_000 };

/** What a scan learns on its way. */
export interface ScanReport {
  metadata: Map<string, string>;
  inputs: string[];
  outputs: string[];
  nodes: number;
  /** Rows of the largest recurrent weights, gates times hidden size: what a batch's memory depends on. */
  widest: number;
}

const KNOWN: ReadonlySet<string> = new Set(OPERATORS);

function refuse(where: string, what: string): never {
  throw new ExpectedError(
    'onnx-unsafe',
    `Expected a model as Hindcast exports it but found ${what} at ${where}. The file was not opened.`,
    { where, what },
  );
}

/** One pass over a file; holds the counts and what the report needs. */
class Scan {
  readonly report: ScanReport = { metadata: new Map(), inputs: [], outputs: [], nodes: 0, widest: 0 };
  private readonly bytes: Uint8Array;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly seen: Record<string, number> = {};
  private fields = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /**
   * Walks the message in [from, to): every field must be in the table, and every message below passes its own check.
   * Returns the texts and numbers of its direct fields, by name.
   */
  walk(message: MessageName, where: string, from: number, to: number): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { id, kind, value, ...span } of readFields(this.bytes, from, to)) {
      if (++this.fields > LIMITS.fields) refuse(where, `more than ${LIMITS.fields} entries`);
      const rule = ALLOWED[message][id];
      if (!rule) refuse(where, REFUSED[message]?.[id] ?? `an entry with number ${id}, which is not in use`);
      const values = found.get(rule.name) ?? [];
      found.set(rule.name, values);
      if (rule.kind === 'number') values.push(...(kind === 'number' ? [String(value)] : this.packed(message, rule.name, span)));
      else if (kind !== 'bytes') refuse(`${where}.${rule.name}`, 'a number where bytes belong');
      else if (rule.kind === 'text') values.push(this.decoder.decode(this.bytes.subarray(span.from, span.to)));
      else if (rule.kind !== 'raw') this.below(rule.kind, rule.name, `${where}.${rule.name}[${values.push('') - 1}]`, span);
    }
    return found;
  }

  /** Packed numbers; only the dimensions of tensors are looked at. */
  private packed(message: MessageName, name: string, { from, to }: { from: number; to: number }): string[] {
    if (message !== 'tensor' || name !== 'dims') return [];
    const values: string[] = [];
    let value = 0;
    let weight = 1;
    for (const byte of this.bytes.subarray(from, Math.min(to, from + 80))) {
      value += (byte & 0x7f) * weight;
      weight *= 128;
      if (byte >= 0x80) continue;
      values.push(String(value));
      value = 0;
      weight = 1;
    }
    return values;
  }

  private below(message: MessageName, field: string, where: string, { from, to }: { from: number; to: number }): void {
    const found = this.walk(message, where, from, to);
    const text = (name: string): string => found.get(name)?.at(-1) ?? '';
    this.seen[message] = (this.seen[message] ?? 0) + 1;
    if (message === 'node') this.node(where, found);
    else if (message === 'opset') {
      if (text('domain') !== '' || text('version') !== String(OPSET))
        refuse(where, `operator set ${text('domain')} ${text('version')} (not ${OPSET})`);
    } else if (message === 'entry') {
      if (this.report.metadata.has(text('key'))) refuse(where, `the metadata entry ${text('key')} twice`);
      this.report.metadata.set(text('key'), text('value'));
    } else if (message === 'value') this.report[field === 'input' ? 'inputs' : 'outputs'].push(text('name'));
    else if (message === 'tensor') {
      const dims = (found.get('dims') ?? []).map(Number);
      if (dims.length === 3 && dims[0] === 1) this.report.widest = Math.max(this.report.widest, dims[1]!);
    }
  }

  private node(where: string, found: Map<string, string[]>): void {
    const operators = found.get('op_type') ?? [];
    const name = found.get('name')?.at(-1) ?? '';
    for (const domain of found.get('domain') ?? []) if (domain !== '') refuse(`${where} ${name}`, `the operator domain ${domain}`);
    for (const operator of operators) if (!KNOWN.has(operator)) refuse(`${where} ${name}`, `the operator ${operator}`);
    if (operators.length !== 1) refuse(`${where} ${name}`, `${operators.length} operator names`);
    if (++this.report.nodes > LIMITS.nodes) refuse(where, `more than ${LIMITS.nodes} nodes`);
  }

  /** The checks that need the whole file. */
  finish(top: Map<string, string[]>): ScanReport {
    if (this.seen['graph'] !== 1) refuse('the file', `${this.seen['graph'] ?? 0} graphs`);
    if (this.seen['opset'] !== 1) refuse('the file', `${this.seen['opset'] ?? 0} operator sets`);
    const versions = top.get('ir_version') ?? [];
    if (versions.length !== 1 || versions[0] !== String(IR_VERSION))
      refuse('the file', `format version ${versions.join(', ') || 'none'} (not ${IR_VERSION})`);
    return this.report;
  }
}

/**
 * Reads every entry of a file without the runtime: only operators on our list, no subgraph, function, sparse tensor or
 * external data at any depth, within `LIMITS`. Duplicated messages are all visited, so nothing hides behind another. Throws
 * ExpectedError `onnx-too-large`, `onnx-damaged` (not protobuf, cut short) or `onnx-unsafe` (what and where).
 */
export function scanOnnx(bytes: Uint8Array): ScanReport {
  checkSize(bytes.byteLength);
  const scan = new Scan(bytes);
  try {
    return scan.finish(scan.walk('model', 'model', 0, bytes.byteLength));
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new ExpectedError(
      'onnx-damaged',
      `Expected an ONNX model but at byte ${error.offset} ${error.message}. Export or copy the file again.`,
      {
        offset: error.offset,
      },
    );
  }
}

/** Throws ExpectedError `onnx-too-large` above the limit. */
export function checkSize(size: number): void {
  if (size <= LIMITS.bytes) return;
  throw new ExpectedError(
    'onnx-too-large',
    `Expected a model of at most ${LIMITS.bytes} bytes but received ${size}. Choose a file that Hindcast exported.`,
    {
      bytes: size,
    },
  );
}
