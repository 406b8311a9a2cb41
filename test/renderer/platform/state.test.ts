import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StateScope } from '../../../engine/protocol/contract.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { checkNumber, checkString } from '../../../renderer/platform/state/validate.ts';
import { checkLayout, defaultLayout, LayoutService } from '../../../renderer/platform/views/layout-service.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function open(text: string | null): Promise<{ state: StateService; written: string[]; errors: unknown[] }> {
  const written: string[] = [];
  const errors: unknown[] = [];
  const write = async (_scope: StateScope, json: string): Promise<void> => void written.push(json);
  const read = async (scope: StateScope): Promise<string | null> => (scope === 'shared' ? text : null);
  const state = new StateService({ read, write }, (error) => errors.push(error));
  await state.load();
  return { state, written, errors };
}

const saved = (values: Record<string, unknown>): string => JSON.stringify({ version: 1, values, damaged: [] });

test('a value is kept, and read again at the next start', async () => {
  const { state, written } = await open(null);
  state.slot('name', checkString, 'none').value = 'Ada';
  state.flush();
  const next = await open(written[0] ?? null);
  expect(next.state.slot('name', checkString, 'none').value).toBe('Ada');
});

test('a value that does not hold gives way to the fallback', async () => {
  const { state } = await open(saved({ width: 9999, name: 7 }));
  expect(state.slot('width', checkNumber(100, 600), 270).value).toBe(270);
  expect(state.slot('name', checkString, 'none').value).toBe('none');
});

test.each(['{broken', '[]', '{"version":99,"values":{}}', '{"version":1}'])('%s is kept aside, and said', async (text) => {
  const { state, written } = await open(text);
  expect(state.wasDamaged).toBe(true);
  vi.advanceTimersByTime(2000);
  const kept = JSON.parse(written.at(-1) ?? '{}') as { damaged: string[] };
  expect(kept.damaged).toEqual([text]);
  const again = await open(written.at(-1) ?? null);
  expect(again.state.wasDamaged).toBe(false);
  again.state.slot('name', checkString, '').value = 'x';
  again.state.flush();
  expect((JSON.parse(again.written.at(-1) ?? '{}') as { damaged: string[] }).damaged).toEqual([text]);
});

test('writing waits for a pause, but never longer than a second', async () => {
  const { state, written } = await open(null);
  const value = state.slot('at', checkNumber(0, 1e9), 0);
  for (let step = 1; step <= 30; step++) {
    value.value = step;
    vi.advanceTimersByTime(100);
  }
  expect(written.length).toBeGreaterThanOrEqual(2);
  expect(written.length).toBeLessThanOrEqual(4);
});

test('a failed write is told', async () => {
  const errors: unknown[] = [];
  const state = new StateService({ read: async () => null, write: () => Promise.reject(new Error('disk full')) }, (error) =>
    errors.push(error),
  );
  state.slot('a', checkString, '').value = 'b';
  state.flush();
  await vi.waitFor(() => expect(errors).toHaveLength(1));
});

test('the layout holds its limits', async () => {
  const { state } = await open(null);
  const layout = new LayoutService(state);
  layout.resizeSideBar(5);
  layout.resizePanel(5000);
  expect(checkLayout(layout.current.value)).toEqual(layout.current.value);
  layout.showPanel('output');
  expect(layout.current.value).toMatchObject({ panel: 'output', panelVisible: true });
  expect(checkLayout({ ...defaultLayout, sideBarWidth: 'wide' })).toBeUndefined();
});

interface Written {
  values: Record<string, unknown>;
  damaged: string[];
}

async function openScopes(
  stored: Partial<Record<StateScope, string>>,
): Promise<{ state: StateService; written: Record<StateScope, Written[]> }> {
  const written: Record<StateScope, Written[]> = { shared: [], workspace: [] };
  const write = async (scope: StateScope, json: string): Promise<void> => void written[scope].push(JSON.parse(json) as Written);
  const state = new StateService({ read: async (scope) => stored[scope] ?? null, write }, () => {});
  await state.load();
  return { state, written };
}

test('what is shared is written key by key, what belongs to the workspace as a whole', async () => {
  const { state, written } = await openScopes({ shared: saved({ theme: 'dark', kept: 1 }), workspace: saved({ layout: 'wide', kept: 2 }) });
  state.slot('theme', checkString, '').value = 'light';
  state.slot('layout', checkString, '', 'workspace').value = 'narrow';
  state.flush();
  expect(written.shared.map(({ values }) => values)).toEqual([{ theme: 'light' }]);
  expect(written.workspace.map(({ values }) => values)).toEqual([{ layout: 'narrow', kept: 2 }]);
});

test('a value that another window changes is taken over, and not written back', async () => {
  const { state, written } = await openScopes({ shared: saved({ theme: 'dark' }) });
  const theme = state.slot('theme', checkString, 'none');
  state.receive(saved({ theme: 'light', other: 3 }));
  expect(theme.value).toBe('light');
  state.receive(saved({ theme: 7 }));
  expect(theme.value).toBe('none');
  state.flush();
  expect(written.shared).toEqual([]);
});

test('what cannot be used is set aside and is there at the next start', async () => {
  const { state, written } = await openScopes({ workspace: saved({ editorLayout: { grid: 1 } }) });
  state.setAside('workspace', 'editorLayout', { grid: 1 });
  state.flush();
  expect(written.workspace[0]?.damaged).toEqual(['{"editorLayout":{"grid":1}}']);
});

test('values whose write failed are part of the next one', async () => {
  const written: string[] = [];
  let fails = true;
  const write = async (_scope: StateScope, json: string): Promise<void> => {
    if (fails) throw new Error('disk full');
    written.push(json);
  };
  const state = new StateService({ read: async () => null, write }, () => {});
  state.slot('a', checkString, '').value = '1';
  state.flush();
  await vi.advanceTimersByTimeAsync(10);
  fails = false;
  state.slot('b', checkString, '').value = '2';
  state.flush();
  await vi.advanceTimersByTimeAsync(10);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ values: { a: '1', b: '2' } });
});
