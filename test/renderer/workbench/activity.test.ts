// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Job } from '../../../engine/protocol/contract.ts';
import { quitQuestion } from '../../../renderer/workbench/activity.ts';
import type { RunningWorkbench } from '../../../renderer/workbench/start.ts';
import { startWorkbench } from '../../../renderer/workbench/start.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

const job = (id: string, title: string): Job => ({
  id,
  kind: 'training',
  title,
  state: 'running',
  progress: null,
  remainingSeconds: null,
  message: '',
});

test('what trains is named, with the runs that go on', () => {
  expect(quitQuestion([])).toBeNull();
  expect(quitQuestion([job('training:a', 'GRU')])).toMatchObject({ message: '"GRU" is training.', runs: ['a'] });
  expect(quitQuestion([job('training:a', 'GRU'), job('training:b', 'LSTM')])).toMatchObject({
    message: '2 runs are training, among them "GRU".',
    runs: ['a', 'b'],
  });
});

let running: RunningWorkbench | null = null;
beforeEach(() => void vi.stubGlobal('origin', 'http://localhost'));
afterEach(() => {
  running?.stop();
  running = null;
  vi.unstubAllGlobals();
});

test('the desktop hears what runs, and that nothing does', async () => {
  const desktop = createFakeDesktop(emptyWorld());
  const told: unknown[] = [];
  const { call } = desktop.shell;
  desktop.shell.call = (method, params) => {
    if (method === 'shell.setActivity') told.push(params);
    return call(method, params);
  };
  const root = document.createElement('div');
  running = await startWorkbench(root, desktop.shell, []);
  const { jobs } = running.services;
  jobs.update({ ...job('training:a', 'GRU'), progress: 0.5 });
  jobs.update({ ...job('import:x', 'Reading'), kind: 'import', progress: 0.1 });
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ progress: 0.3, quit: { runs: ['a'] } }));
  jobs.remove('training:a');
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ progress: 0.1, quit: null }));
  jobs.clear();
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ progress: null, quit: null }));
});
