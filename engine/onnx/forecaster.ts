import { readFile, stat } from 'node:fs/promises';
import { EXACT_COUNTS } from '../models/counts.ts';
import type { RawWindow, WindowForecasts } from '../models/window.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import { channelsOf } from '../models/channels.ts';
import { BatchSize } from './batch-size.ts';
import { checkWindow, packWindows } from './feeds.ts';
import { readFacts } from './metadata.ts';
import type { ModelFacts } from './metadata.ts';
import { createSession, describePorts, loadRuntime, runSession } from './runtime.ts';
import type { Port, Runtime, Session } from './runtime.ts';
import { checkSize, scanOnnx } from './scan.ts';

/** Bytes that one run may take in the runtime, as estimated. */
const RUN_BYTES = 256 * 2 ** 20;
const LARGEST_BATCH = 4096;

/** Forecasts of the windows `start` .. `start + count - 1` of a job. */
export interface ForecastChunk extends WindowForecasts {
  start: number;
  count: number;
}

export interface ForecastOptions {
  signal?: AbortSignal;
  /** Windows a run, as far as memory allows; left out: chosen by timing the first runs. */
  batch?: number;
}

async function readModel(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    checkSize(size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError('onnx-unreadable', `Expected a readable model file at ${path} but received: ${reason}.`, { path });
  }
}

/** The graph's inputs and outputs must be those that the metadata speak of. */
function checkPorts(facts: ModelFacts, inputs: readonly string[], outputs: readonly string[]): void {
  const draws = facts.paths > 0;
  const read: Array<[string, boolean]> = [
    ['target', true],
    ['covariates', facts.covariates.length > 0],
    ['future', facts.future.length > 0],
    ['statics', facts.statics.length > 0],
    ['time', facts.calendar.length > 0],
    ['series', facts.series.length > 1],
    ['noise', draws],
  ];
  const expected = read.flatMap(([name, needed]) => (needed ? [name] : []));
  const answers = ['quantiles', 'mean', ...(draws ? ['paths'] : [])];
  const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
  if (same(inputs, expected) && same(outputs, answers)) return;
  throw new ExpectedError(
    'onnx-foreign',
    `Expected inputs ${expected.join(', ')} and outputs ${answers.join(', ')} but received ${inputs.join(', ')} and ${outputs.join(', ')}. Choose a model file that Hindcast exported.`,
    { inputs, outputs },
  );
}

/** An exported model, open for forecasting in onnxruntime. The scan has passed before the runtime sees a byte. */
export class OnnxForecaster {
  readonly facts: ModelFacts;
  readonly inputs: Port[];
  readonly outputs: Port[];
  private readonly runtime: Runtime;
  private readonly session: Session;
  private readonly largestBatch: number;

  private constructor(facts: ModelFacts, runtime: Runtime, session: Session, largestBatch: number) {
    this.facts = facts;
    this.runtime = runtime;
    this.session = session;
    this.largestBatch = largestBatch;
    this.inputs = describePorts(session.inputMetadata);
    this.outputs = describePorts(session.outputMetadata);
  }

  /**
   * Opens bytes or a file. Throws ExpectedError: `onnx-unreadable`, `onnx-too-large`, `onnx-damaged`, `onnx-unsafe`, `onnx-foreign`
   * (all before the runtime is touched), `onnx-runtime-missing`, `onnx-invalid`.
   */
  static async open(source: Uint8Array | string): Promise<OnnxForecaster> {
    const bytes = typeof source === 'string' ? await readModel(source) : source;
    const report = scanOnnx(bytes);
    const facts = readFacts(report.metadata);
    checkPorts(facts, report.inputs, report.outputs);
    const runtime = await loadRuntime();
    const session = await createSession(runtime, bytes);
    const channels = channelsOf(facts).count + 1;
    const windowBytes =
      (facts.context + facts.horizon) * 4 * (16 * channels + 2 * report.widest) +
      facts.horizon * facts.quantiles.length * 64 +
      facts.paths * (4 * report.widest + 128 * facts.horizon) +
      (facts.counts ? EXACT_COUNTS * 64 * Math.max(facts.paths * facts.horizon, facts.horizon * facts.quantiles.length) : 0);
    return new OnnxForecaster(facts, runtime, session, Math.min(LARGEST_BATCH, RUN_BYTES / windowBytes));
  }

  /**
   * Forecasts windows of any lengths, in order, as they come: at most one batch of them is held at a time. Throws ExpectedError
   * `onnx-window` for a window that does not fit the model, CancelledError once `signal` is aborted.
   */
  async *forecastBatch(
    windows: Iterable<RawWindow> | AsyncIterable<RawWindow>,
    options: ForecastOptions = {},
  ): AsyncGenerator<ForecastChunk> {
    const size = new BatchSize(this.largestBatch);
    const fixed = options.batch === undefined ? null : Math.max(1, Math.min(options.batch, Math.floor(this.largestBatch)));
    let waiting: RawWindow[] = [];
    let start = 0;
    const run = async (): Promise<ForecastChunk> => {
      if (options.signal?.aborted) throw new CancelledError();
      const begun = performance.now();
      const forecasts = await runSession(this.runtime, this.session, this.facts, packWindows(this.facts, waiting));
      size.record(waiting.length, performance.now() - begun);
      const chunk = { start, count: waiting.length, ...forecasts };
      start += waiting.length;
      waiting = [];
      return chunk;
    };
    for await (const window of windows) {
      checkWindow(this.facts, window, start + waiting.length);
      waiting.push(window);
      if (waiting.length >= (fixed ?? size.size)) yield await run();
    }
    if (waiting.length > 0) yield await run();
  }

  /** All forecasts of a list of windows at once. */
  async forecast(windows: readonly RawWindow[], options: ForecastOptions = {}): Promise<WindowForecasts> {
    const { horizon, quantiles } = this.facts;
    const all: WindowForecasts = {
      quantiles: new Float64Array(windows.length * horizon * quantiles.length),
      mean: new Float64Array(windows.length * horizon),
    };
    for await (const chunk of this.forecastBatch(windows, options)) {
      all.quantiles.set(chunk.quantiles, chunk.start * horizon * quantiles.length);
      all.mean.set(chunk.mean, chunk.start * horizon);
    }
    return all;
  }

  /** Frees the runtime's memory; the forecaster must not be used after it. */
  async close(): Promise<void> {
    await this.session.release();
  }
}
