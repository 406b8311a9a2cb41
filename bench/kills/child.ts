/**
 * `node child.ts <folder> <cell>`: takes the run in that folder to its end from wherever it stands, and exports it to
 * `model.onnx` there. Everything is as in the application but for the clock, which runs so fast that the 5 s between two
 * checkpoints are over in a few milliseconds: a kill then often falls into the writing of one. Each phase is told as a line.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../engine/base/clock.ts';
import { RUN_FILE } from '../../engine/project/run-folder.ts';
import { createClient } from '../../engine/protocol/client.ts';
import { createPortPair } from '../../engine/protocol/port.ts';
import { createServer } from '../../engine/protocol/server.ts';
import type { ModelConfig, RunState } from '../../engine/protocol/training.ts';
import { validators } from '../../engine/protocol/validators.ts';
import { createEngine } from '../../engine/services/index.ts';

/** A checkpoint every 5 ms, beside the time that writing it takes. */
const SPEED = 1000;
const ENDED: readonly RunState[] = ['done', 'cancelled', 'failed', 'interrupted'];

const [folder, kind] = process.argv.slice(2) as [string, ModelConfig['kind']];
const engine = createEngine({ clock: { ...systemClock, now: () => systemClock.now() * SPEED } });
const [near, far] = createPortPair();
const server = createServer(far, engine.handlers, validators);
engine.onEvent((event, payload) => server.emit(event, payload));
const client = createClient(near);

tell('start');
const ended = new Promise<void>((resolve) => {
  client.on('run.changed', ({ state }) => {
    if (state === 'evaluating') tell('evaluation');
    if (ENDED.includes(state)) resolve();
  });
});
const { runId, done } = existsSync(join(folder, RUN_FILE)) ? await goOn() : await begin();
if (!done) {
  tell('training');
  await ended;
}
const { state, error } = await client.call('runs.get', { runId });
if (state !== 'done') throw new Error(`The run is ${state}: ${error?.message ?? ''}`);
tell('export');
await client.call('model.export', { runId, path: join(folder, 'model.onnx') });
client.dispose();
await engine.dispose();

async function begin(): Promise<{ runId: string; done: boolean }> {
  const sample = (await client.call('data.samples', {})).find(({ id }) => id === 'air-passengers')!;
  const dataset = await client.call('data.import', { path: sample.path, overrides: {} });
  const { runId } = await client.call('training.start', {
    datasetId: dataset.id,
    folder,
    data: { target: sample.target, horizon: 12 },
    model: { kind, hidden: 48, layers: 2, dropout: 0.1 },
    training: { epochs: 60, patience: 60, batch: 32, seed: 1, threads: 1 },
  });
  return { runId, done: false };
}

async function goOn(): Promise<{ runId: string; done: boolean }> {
  const { id, state } = await client.call('runs.open', { folder });
  if (state === 'done') return { runId: id, done: true };
  await client.call('training.resume', { runId: id });
  return { runId: id, done: false };
}

function tell(phase: string): void {
  process.stdout.write(`${phase}\n`);
}
