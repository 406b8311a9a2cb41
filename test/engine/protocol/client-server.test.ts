import { expect, test } from 'vitest';
import { createClient } from '../../../engine/protocol/client.ts';
import type { CallContext, EngineMethodName, EngineInfo, Job } from '../../../engine/protocol/contract.ts';
import { BugError, CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { createPortPair } from '../../../engine/protocol/port.ts';
import type { HandlerTable } from '../../../engine/protocol/server.ts';
import { createServer } from '../../../engine/protocol/server.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import { handlersWith } from './handlers.ts';

const info: EngineInfo = { version: '1', isa: 'avx2', isas: ['avx2'], threads: 2 };
const job: Job = { id: 'j', kind: 'import', title: 't', state: 'running', progress: null, remainingSeconds: null, message: '' };
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function connect(some: Partial<HandlerTable<EngineMethodName>>) {
  const [left, right] = createPortPair();
  const bugs: Array<{ error: unknown; where: string }> = [];
  const server = createServer(right, handlersWith(some), validators, { onBug: (error, where) => bugs.push({ error, where }) });
  return { client: createClient(left), server, bugs, port: left };
}

async function rejection(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => expect.unreachable('It was answered.'),
    (error: unknown) => error,
  );
}

test('answers calls, also several at once and out of order', async () => {
  const { client } = connect({
    'engine.info': () => info,
    'runs.list': async ({ folder }) => {
      await new Promise((resolve) => setTimeout(resolve, folder === '/slow' ? 20 : 0));
      throw new ExpectedError('x', folder!);
    },
  });
  const slow = rejection(client.call('runs.list', { folder: '/slow' }));
  const fast = rejection(client.call('runs.list', { folder: '/fast' }));
  expect(await client.call('engine.info', {})).toEqual(info);
  expect(((await fast) as Error).message).toBe('/fast');
  expect(((await slow) as Error).message).toBe('/slow');
});

test('numbers and arrays arrive bit for bit', async () => {
  const window = { x: Float64Array.of(1, 2), y: Float64Array.of(NaN, -0), rows: 2, complete: true };
  const { client } = connect({ 'data.window': () => window });
  expect(await client.call('data.window', { datasetId: 'd', seriesId: '', column: 'y', from: null, to: null, pixels: 10 })).toEqual(window);
});

test('errors arrive as the class they were; a bug is told to the log', async () => {
  const bug = new RangeError('index out of range');
  const { client, bugs } = connect({
    'engine.info': () => {
      throw new ExpectedError('disk-full', 'Full.', { path: '/x' });
    },
    'workspace.current': () => Promise.reject(new CancelledError('Stopped.')),
    'data.samples': () => Promise.reject(bug),
  });
  const expected = await rejection(client.call('engine.info', {}));
  expect(expected).toBeInstanceOf(ExpectedError);
  expect(expected).toMatchObject({ code: 'disk-full', message: 'Full.', details: { path: '/x' } });
  expect(await rejection(client.call('workspace.current', {}))).toBeInstanceOf(CancelledError);
  expect(bugs).toEqual([]);
  const crossed = await rejection(client.call('data.samples', {}));
  expect(crossed).toBeInstanceOf(BugError);
  expect((crossed as Error).message).toBe('index out of range');
  expect(bugs).toEqual([{ error: bug, where: 'data.samples' }]);
});

test('answers that cannot be copied, results and details alike, are still answered', async () => {
  const { client, bugs } = connect({
    'engine.info': () => ({ ...info, extra: () => {} }),
    'data.samples': () => {
      throw new ExpectedError('odd', 'Odd.', { run: () => {} });
    },
  });
  expect(await rejection(client.call('engine.info', {}))).toBeInstanceOf(BugError);
  expect(bugs.length).toBe(1);
  expect(await rejection(client.call('data.samples', {}))).toMatchObject({ code: 'odd', details: {} });
});

test('parameters are refused at the door, in words', async () => {
  let calls = 0;
  const { client } = connect({ 'data.rows': () => (calls++, { offset: 0, columns: [], rows: [], fileRows: [] }) });
  const error = await rejection(client.call('data.rows', { datasetId: 'd', offset: -1, limit: NaN }));
  expect(error).toMatchObject({
    code: 'invalid-params',
    message: 'Expected a number of at least 0 for offset but received -1. Expected a number for limit but received NaN.',
  });
  expect(calls).toBe(0);
});

test('unknown methods are refused, inherited names too', async () => {
  const { client } = connect({});
  for (const method of ['nothing.here', 'constructor', 'toString', '__proto__']) {
    const error = await rejection(client.call(method as 'engine.info', {}));
    expect(error).toMatchObject({ code: 'unknown-method', message: `Expected a method of the contract but received "${method}".` });
  }
});

test('cancelling rejects at once, reaches the handler, and drops the late answer', async () => {
  let context: CallContext | null = null;
  const { client, bugs } = connect({
    'runs.backtest': async (_params, received) => {
      context = received;
      await new Promise((_, reject) => received.signal.addEventListener('abort', () => reject(new DOMException('x', 'AbortError'))));
      return expect.unreachable();
    },
  });
  const controller = new AbortController();
  const call = rejection(client.call('runs.backtest', { runId: 'r', folds: 2 }, { signal: controller.signal }));
  await turn();
  expect(context!.signal.aborted).toBe(false);
  controller.abort();
  expect(await call).toBeInstanceOf(CancelledError);
  await turn();
  expect(context!.signal.aborted).toBe(true);
  expect(bugs).toEqual([]);
  expect(await rejection(client.call('engine.info', {}, { signal: controller.signal }))).toBeInstanceOf(CancelledError);
});

test('a handler that ends itself with AbortError after a cancel answers as cancelled', async () => {
  const { port } = connect({
    'engine.info': (_params, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('x', 'AbortError')))),
  });
  const answers: unknown[] = [];
  port.listen((message) => answers.push(message));
  port.post({ id: 5, method: 'engine.info', params: {} });
  await turn();
  port.post({ cancel: 5 });
  await turn();
  expect(answers).toEqual([{ id: 5, ok: false, error: { kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', details: {} } }]);
});

test('events reach every listener until it is disposed', async () => {
  const { client, server } = connect({});
  const heard: string[] = [];
  const one = client.on('job.changed', (payload) => heard.push(`one ${payload.id}`));
  client.on('job.changed', (payload) => heard.push(`two ${payload.id}`));
  client.on('log.line', () => heard.push('never'));
  server.emit('job.changed', job);
  await turn();
  one();
  server.emit('job.changed', { ...job, id: 'k' });
  await turn();
  expect(heard).toEqual(['one j', 'two j', 'two k']);
});

test('disposing the client rejects what is pending, and all that comes', async () => {
  const { client } = connect({ 'engine.info': () => new Promise(() => {}) });
  const pending = rejection(client.call('engine.info', {}));
  client.dispose();
  client.dispose();
  expect(await pending).toMatchObject({ name: 'ExpectedError', code: 'engine-gone' });
  expect(await rejection(client.call('engine.info', {}))).toMatchObject({ code: 'engine-gone' });
});

test('disposing the server cancels what runs and answers nothing more', async () => {
  let signal: AbortSignal | null = null;
  const { client, server } = connect({
    'engine.info': (_params, context) => {
      signal = context.signal;
      return new Promise((resolve) => context.signal.addEventListener('abort', () => resolve(info)));
    },
  });
  let answered = false;
  void client.call('engine.info', {}).then(() => (answered = true));
  await turn();
  server.dispose();
  server.dispose();
  await turn();
  expect(signal!.aborted).toBe(true);
  expect(answered).toBe(false);
});

test('an id in use is not served twice', async () => {
  const { port, bugs } = connect({ 'engine.info': () => new Promise(() => {}) });
  port.post({ id: 1, method: 'engine.info', params: {} });
  port.post({ id: 1, method: 'engine.info', params: {} });
  await turn();
  expect(bugs.length).toBe(1);
});
