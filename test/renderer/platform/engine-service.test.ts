import { expect, test, vi } from 'vitest';
import { createPortPair } from '../../../engine/protocol/port.ts';
import type { Port } from '../../../engine/protocol/port.ts';
import { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { createFakeEngine, emptyWorld } from '../fixture/fake-engine.ts';

function engine(): { port: Port; emitLog: (message: string) => void } {
  const [mine, theirs] = createPortPair();
  const server = createFakeEngine(theirs, emptyWorld());
  return { port: mine, emitLog: (message) => server.emit('log.line', { level: 'info', channel: 'test', message }) };
}

test('a call that is made before the engine is there waits for it', async () => {
  const service = new EngineService();
  const answer = service.call('data.samples', {});
  service.connect(engine().port);
  expect(await answer).toHaveLength(6);
  expect(service.state.value).toBe('ready');
});

test('subscriptions carry over to the next engine, and end when they are disposed', async () => {
  const service = new EngineService();
  const heard: string[] = [];
  const stop = service.on('log.line', (line) => heard.push(line.message));
  const first = engine();
  service.connect(first.port);
  first.emitLog('one');
  await vi.waitFor(() => expect(heard).toEqual(['one']));
  service.disconnect('It died.', true);
  const second = engine();
  service.connect(second.port);
  second.emitLog('two');
  await vi.waitFor(() => expect(heard).toEqual(['one', 'two']));
  stop();
  second.emitLog('three');
  await service.call('engine.info', {});
  expect(heard).toEqual(['one', 'two']);
});

test('pending calls fail when the engine dies, later ones wait for its successor', async () => {
  const service = new EngineService();
  service.connect(engine().port);
  const pending = service.call('data.preview', { path: '/a.csv', overrides: {} });
  service.disconnect('It died.', true);
  await expect(pending).rejects.toMatchObject({ code: 'engine-gone' });
  const later = service.call('data.samples', {});
  service.connect(engine().port);
  expect(await later).toHaveLength(6);
});

test('without a successor calls fail with the reason', async () => {
  const service = new EngineService();
  const waiting = service.call('data.samples', {});
  service.disconnect('It died five times.', false);
  await expect(waiting).rejects.toThrow('It died five times.');
  await expect(service.call('data.samples', {})).rejects.toThrow('It died five times.');
});

test('a waiting call can be cancelled', async () => {
  const controller = new AbortController();
  const waiting = new EngineService().call('data.samples', {}, { signal: controller.signal });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});
