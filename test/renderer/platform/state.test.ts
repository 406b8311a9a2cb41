import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { checkNumber, checkString } from '../../../renderer/platform/state/validate.ts';
import { checkLayout, defaultLayout, LayoutService } from '../../../renderer/platform/views/layout-service.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function open(text: string | null): Promise<{ state: StateService; written: string[]; errors: unknown[] }> {
  const written: string[] = [];
  const errors: unknown[] = [];
  const write = async (json: string): Promise<void> => void written.push(json);
  const state = new StateService({ read: async () => text, write }, (error) => errors.push(error));
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
