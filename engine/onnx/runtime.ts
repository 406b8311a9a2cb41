import type * as onnxruntime from 'onnxruntime-node';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { reachOf } from '../models/channels.ts';
import type { WindowForecasts } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Batch } from './feeds.ts';
import type { ModelFacts } from './metadata.ts';

export type Runtime = typeof onnxruntime;
export type Session = InferenceSession;

/** Loads onnxruntime on first use: it is large, and most starts of the engine need no model file. */
export async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError(
      'onnx-runtime-missing',
      `Expected onnxruntime to load on ${process.platform}-${process.arch} but received: ${reason}. Install the application again.`,
      { reason },
    );
  }
}

/** A session on bytes that the scan has let through. The bytes are copied: the runtime never sees the caller's buffer. */
export async function createSession(runtime: Runtime, bytes: Uint8Array): Promise<Session> {
  try {
    return await runtime.InferenceSession.create(bytes.slice(), {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      // Threads that wait sleep: spinning halves the forecasts a second where other work shares the cores.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError('onnx-invalid', `Expected a model that onnxruntime can open but received: ${reason}. Export the model again.`, {
      reason,
    });
  }
}

/** An input or output of a session in words, as `ExportResult` lists them. */
export interface Port {
  name: string;
  type: string;
  shape: string;
}

export function describePorts(metadata: readonly InferenceSession.ValueMetadata[]): Port[] {
  return metadata.map((port) =>
    port.isTensor
      ? { name: port.name, type: port.type, shape: `[${port.shape.join(', ')}]` }
      : { name: port.name, type: 'unknown', shape: '' },
  );
}

function tensor(runtime: Runtime, values: Float32Array | Float64Array, shape: readonly number[]): Tensor {
  return values instanceof Float32Array ? new runtime.Tensor('float32', values, shape) : new runtime.Tensor('float64', values, shape);
}

function numbers(output: Tensor | undefined, count: number): Float64Array {
  const values = output?.data;
  const fits = (values instanceof Float32Array || values instanceof Float64Array) && values.length === count;
  if (!fits)
    throw new ExpectedError(
      'onnx-invalid',
      `Expected ${count} numbers from the model but received ${values?.length ?? 'none'}. Export it again.`,
    );
  return Float64Array.from(values);
}

/** One run over a batch. */
export async function runSession(runtime: Runtime, session: Session, facts: ModelFacts, batch: Batch): Promise<WindowForecasts> {
  const { count, target, covariates, future, statics, time, series, noise } = batch;
  const { horizon, quantiles } = facts;
  const context = reachOf(facts);
  const feeds: Record<string, Tensor> = { target: tensor(runtime, target, [count, context]) };
  if (covariates) feeds['covariates'] = tensor(runtime, covariates, [count, context, facts.covariates.length]);
  if (future) feeds['future'] = tensor(runtime, future, [count, context + horizon, facts.future.length]);
  if (statics) feeds['statics'] = tensor(runtime, statics, [count, facts.statics.length]);
  if (time) feeds['time'] = new runtime.Tensor('int64', time, [count, context + horizon]);
  if (series) feeds['series'] = new runtime.Tensor('int64', series, [count]);
  if (noise) feeds['noise'] = tensor(runtime, noise, [count, facts.paths, horizon, 2]);
  const results = await session.run(feeds, ['quantiles', 'mean']);
  return { quantiles: numbers(results['quantiles'], count * horizon * quantiles.length), mean: numbers(results['mean'], count * horizon) };
}
