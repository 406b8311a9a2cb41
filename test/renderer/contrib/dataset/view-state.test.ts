import { expect, test } from 'vitest';
import { firstState, forgetTab, viewState } from '../../../../renderer/contrib/dataset/view-state.ts';
import { StateService } from '../../../../renderer/platform/state/state-service.ts';

async function open(text: string | null = null): Promise<{ state: StateService; saved: () => Promise<string> }> {
  let written = text;
  const state = new StateService(
    { read: async (scope) => (scope === 'workspace' ? text : null), write: async (_, json) => void (written = json) },
    (error) => expect(error).toBeUndefined(),
  );
  await state.load();
  return { state, saved: () => state.settle().then(() => written ?? '') };
}

test('two tabs of one dataset are left as each was used, over a restart too', async () => {
  const { state, saved } = await open();
  const left = viewState(state, 'sales', 'editor-1');
  left.value = { ...firstState, tab: 'table', view: { from: 1, to: 2 } };
  const right = viewState(state, 'sales', 'editor-2');
  expect(right.value).toEqual(left.value);
  right.value = { ...right.value, tab: 'chart', widths: { price: 200 }, range: { from: 3, to: 4 } };
  expect(left.value).toEqual({ ...firstState, tab: 'table', view: { from: 1, to: 2 } });

  const again = await open(await saved());
  expect(viewState(again.state, 'sales', 'editor-1').value.tab).toBe('table');
  expect(viewState(again.state, 'sales', 'editor-2').value.range).toEqual({ from: 3, to: 4 });
});

test('a new tab starts from the one used last and keeps to it; one that was closed is forgotten', async () => {
  const { state } = await open();
  const first = viewState(state, 'sales', 'editor-1');
  first.value = { ...firstState, tab: 'table' };
  const second = viewState(state, 'sales', 'editor-2');
  first.value = { ...firstState, tab: 'profile' };
  expect(second.value.tab).toBe('table');
  forgetTab(state, 'editor-2');
  expect(viewState(state, 'sales', 'editor-2').value.tab).toBe('profile');
  expect(viewState(state, 'other', 'editor-2').value).toEqual(firstState);
});

test('what was kept before tabs had their own state is where they start', async () => {
  const { range: _range, table: _table, ...old } = { ...firstState, tab: 'columns' as const };
  const { state } = await open(JSON.stringify({ version: 1, values: { 'dataset.views': { sales: old } }, damaged: [] }));
  expect(viewState(state, 'sales', 'editor-1').value).toEqual({ ...firstState, tab: 'columns' });
});
