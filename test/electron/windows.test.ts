/** What the main process keeps of windows and asks before it closes them; all of it without Electron. */
import { expect, test, vi } from 'vitest';
import { combineProgress } from '../../electron/combine-progress.ts';
import type { JsonFile } from '../../electron/json-file.ts';
import { createLeaveGuard } from '../../electron/leave-guard.ts';
import { sharedState, stateValue } from '../../electron/shared-state.ts';
import { startedAt, startTimes } from '../../electron/start-times.ts';
import { cascade, formatWindowList, parseWindowList } from '../../electron/window-list.ts';
import type { QuitQuestion } from '../../engine/protocol/contract.ts';

const bounds = { x: 10, y: 20, width: 900, height: 700 };

test('the list of windows is read as it was written', () => {
  const list = {
    windows: [
      { workspace: '/a', bounds, maximized: false },
      { workspace: '/b', bounds: null, maximized: true },
    ],
    resume: { '/b': ['run-1', 'run-2'] },
  };
  expect(parseWindowList(formatWindowList(list))).toEqual(list);
});

test.each(['null', '[]', '{"version":2,"windows":[]}', '{"version":1,"windows":7}'])('%s is an empty list', (json) => {
  expect(parseWindowList(json)).toEqual({ windows: [], resume: {} });
});

test('a window without a folder is left out, a wrong place is none, and a folder opens once', () => {
  const windows = [null, { bounds }, { workspace: '/a', bounds: { x: 'left' } }, { workspace: '/a', bounds }];
  expect(parseWindowList(JSON.stringify({ version: 1, windows, resume: { '/a': [3, 'run-1'], '/b': 7 } }))).toEqual({
    windows: [{ workspace: '/a', bounds: null, maximized: false }],
    resume: { '/a': ['run-1'], '/b': [] },
  });
});

test('a further window opens beside the one in front', () => {
  expect(cascade(bounds)).toEqual({ ...bounds, x: 38, y: 48 });
  expect(cascade(null)).toBeNull();
});

function memoryFile(text: string | null): JsonFile & { text: string | null } {
  const file = {
    text,
    read: async () => file.text,
    write: async (json: string) => void (file.text = json),
    settled: async () => {},
  };
  return file;
}

test('two windows that change shared values do not write over each other', async () => {
  const file = memoryFile('{"version":1,"values":{"theme":"dark","recent":["a"]},"damaged":["old"]}');
  const shared = sharedState(file);
  await Promise.all([
    shared.merge('{"version":1,"values":{"theme":"light"},"damaged":["old"]}'),
    shared.merge('{"version":1,"values":{"recent":["b","a"]},"damaged":["old"]}'),
  ]);
  expect(JSON.parse(file.text ?? '')).toEqual({ version: 1, values: { theme: 'light', recent: ['b', 'a'] }, damaged: ['old'] });
  expect(await shared.read()).toBe(file.text);
});

test('shared state of another shape is handed out as it is, and replaced by what a window writes', async () => {
  const file = memoryFile('{"version":99,"values":{"x":1}}');
  const shared = sharedState(file);
  expect(await shared.read()).toBe(file.text);
  await shared.merge('{"version":1,"values":{},"damaged":["{}"]}');
  expect(JSON.parse(file.text ?? '')).toEqual({ version: 1, values: {}, damaged: ['{}'] });
  await expect(shared.merge('[]')).rejects.toThrow('Expected {version, values}');
});

test('a value is found in a saved state, and nothing in what is none', () => {
  expect(stateValue('{"version":1,"values":{"workspace":"/a"}}', 'workspace')).toBe('/a');
  for (const json of [null, '{', '[]', '{"values":3}']) expect(stateValue(json, 'workspace')).toBeUndefined();
});

const question: QuitQuestion = { message: 'GRU is training.', detail: 'It goes on.', leave: 'Close', stay: 'Stay', runs: ['run-1'] };

interface FakeWindow {
  id: string;
  question: QuitQuestion | null;
}

function guardOf(windows: FakeWindow[], answer: boolean) {
  const events: string[] = [];
  const guard = createLeaveGuard<FakeWindow>({
    windows: () => windows,
    question: (window) => window.question,
    ask: async (_window, { message }) => {
      events.push(`ask ${message}`);
      return answer;
    },
    resumeLater: ({ id }, runs) => void events.push(`resume ${id} ${runs.join()}`),
    close: ({ id }) => void events.push(`close ${id}`),
    quit: () => void events.push('quit'),
  });
  return { guard, events };
}

test('a window where nothing trains closes, and one that trains asks once', async () => {
  const [idle, busy] = [
    { id: 'idle', question: null },
    { id: 'busy', question },
  ];
  const { guard, events } = guardOf([idle, busy], true);
  expect(guard.mayClose(idle)).toBe(true);
  expect([guard.mayClose(busy), guard.mayClose(busy)]).toEqual([false, false]);
  await vi.waitFor(() => expect(events).toEqual(['ask GRU is training.', 'resume busy run-1', 'close busy']));
  expect(guard.mayClose(busy)).toBe(true);
});

test('who stays keeps the window, and is asked again next time', async () => {
  const busy = { id: 'busy', question };
  const { guard, events } = guardOf([busy], false);
  guard.mayClose(busy);
  await vi.waitFor(() => expect(events).toHaveLength(1));
  await Promise.resolve();
  expect(guard.mayQuit()).toBe(false);
  await vi.waitFor(() => expect(events).toEqual(['ask GRU is training.', 'ask GRU is training.']));
});

test('quitting names everything that trains, asks once, and then closes without asking', async () => {
  const windows = [
    { id: 'a', question },
    { id: 'idle', question: null },
    { id: 'b', question: { ...question, message: 'LSTM is training.', runs: ['run-2'] } },
  ];
  const { guard, events } = guardOf(windows, true);
  expect(guard.mayQuit()).toBe(false);
  await vi.waitFor(() => expect(events).toEqual(['ask GRU is training.\nLSTM is training.', 'resume a run-1', 'resume b run-2', 'quit']));
  expect(guard.mayQuit()).toBe(true);
  expect(windows.map((window) => guard.mayClose(window))).toEqual([true, true, true]);
});

test('progress is the mean of the windows where something runs', () => {
  expect(combineProgress([null, 0.2, 0.6])).toBeCloseTo(0.4, 12);
  expect(combineProgress([null, null])).toBeNull();
});

test('a start is told once, in order, from when the process began', () => {
  const told = vi.fn();
  let now = 1000;
  const times = startTimes(startedAt(['app', '--measure-start=900'], 950), told, () => now);
  times.mark('main');
  now = 1100;
  times.mark('main');
  times.mark('window');
  expect(times.complete([{ name: 'page', at: 1050 }])).toEqual([
    { name: 'main', at: 100 },
    { name: 'page', at: 150 },
    { name: 'window', at: 200 },
  ]);
  times.complete([{ name: 'page', at: 9000 }]);
  expect(told).toHaveBeenCalledOnce();
  expect(startedAt(['app', '--measure-start'], 950)).toBe(950);
});
