// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import { matchItems } from '../../../renderer/platform/quick-input/match.ts';
import { commandItems, matchCommands, openItems, showQuickOpen } from '../../../renderer/workbench/quick-input/palette.ts';
import { registerWindowSettings } from '../../../renderer/workbench/settings.ts';
import { createServices } from '../../../renderer/platform/services.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { useQuickPick } from '../../../renderer/workbench/quick-input/use-quick-pick.ts';
import type { QuickPickRequest } from '../../../renderer/platform/quick-input/quick-input-service.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

let dispose = (): void => {};
afterEach(() => dispose());

async function setup(): Promise<Services> {
  const services = await createServices(createFakeDesktop(emptyWorld()).shell);
  dispose = registerWindowSettings(services);
  const about = { category: 'View', owner: 'test', run: () => {} };
  services.commands.register({ ...about, id: 'workbench.toggleSideBar', title: 'Toggle side bar' });
  services.commands.register({ ...about, id: 'workbench.togglePanel', title: 'Toggle panel' });
  services.commands.register({ ...about, id: 'workbench.selectTheme', title: 'Colour theme' });
  services.commands.register({ ...about, id: 'editors.close', title: 'Close editor', enablement: 'editorOpen' });
  services.commands.register({ ...about, id: 'editors.focusGroup', title: 'Focus group', palette: false });
  services.keybindings.register({ key: 'ctrl+j', command: 'workbench.togglePanel' });
  return services;
}

test('all commands that make sense are there with their keys', async () => {
  const items = commandItems(await setup());
  expect(items.map((item) => item.label)).toEqual(['View: Colour theme', 'View: Toggle panel', 'View: Toggle side bar']);
  expect(items[1]?.keys).toBe('Ctrl+J');
});

test('what was used lately comes first', async () => {
  const services = await setup();
  services.history.addCommand('workbench.toggleSideBar');
  const items = commandItems(services);
  expect(items[0]).toMatchObject({ id: 'workbench.toggleSideBar', group: 'recently used' });
  expect(items[1]).toMatchObject({ group: 'other commands' });
  items[1]?.value();
  expect(services.history.recentCommands.value[0]).toBe(items[1]?.id);
});

test('letters in order find a command and are marked', async () => {
  const matches = matchCommands('tgpan', commandItems(await setup()));
  expect(matches[0]?.item.id).toBe('workbench.togglePanel');
  expect(matches[0]?.indexes.length).toBe(5);
  expect(matchCommands('zzz', commandItems(await setup()))).toEqual([]);
});

test('items are found by their description too', () => {
  const items = [
    { id: 'a', label: 'Sales', description: '/home/ada/north.csv', value: 1 },
    { id: 'b', label: 'Costs', description: '/home/ada/south.csv', value: 2 },
  ];
  expect(matchItems('south', items).map(({ item }) => item.id)).toEqual(['b']);
  expect(matchItems(' ', items)).toHaveLength(2);
});

test('a match of the name comes before one of the description', () => {
  const items = [
    { id: 'a', label: 'Costs', description: 'north', value: 1 },
    { id: 'b', label: 'North', description: 'costs', value: 2 },
  ];
  const [first, second] = matchItems('north', items);
  expect(first).toMatchObject({ item: { id: 'b' }, indexes: [0, 1, 2, 3, 4], descriptionIndexes: [] });
  expect(second).toMatchObject({ item: { id: 'a' }, indexes: [], descriptionIndexes: [0, 1, 2, 3, 4] });
});

test('a history of 0 puts no command first', async () => {
  const services = await setup();
  services.history.addCommand('workbench.toggleSideBar');
  await services.settings.update('workbench.commandPalette.history', 0);
  expect(commandItems(services).map(({ group }) => group)).toEqual([undefined, undefined, undefined]);
});

test('what was opened last in this workspace leads, and stands there once', async () => {
  const services = await setup();
  services.workspace.path.value = '/w';
  services.views.editors.register({
    scheme: 'dataset',
    component: {},
    describe: (id) => ({ title: `Data ${id}`, icon: 'table', tooltip: '' }),
  });
  const open = (): void => {};
  services.views.quickOpen.register({
    id: 'datasets',
    items: () => ['a', 'b'].map((id) => ({ id: `dataset-${id}`, label: id, uri: `dataset:${id}`, value: open })),
  });
  services.history.addEditor('/w', 'dataset:b');
  services.history.addEditor('/elsewhere', 'dataset:a');
  services.history.addEditor('/w', 'unheard:of');
  expect(openItems(services).map(({ id }) => id)).toEqual(['recent-dataset:b', 'dataset-a']);
  await services.settings.update('workbench.quickOpen.includeHistory', false);
  expect(openItems(services).map(({ id }) => id)).toEqual(['dataset-a', 'dataset-b']);
});

test('the first letter says what is looked for, and ? lists the letters', async () => {
  const services = await setup();
  services.views.quickAccess.register({
    prefix: '@',
    title: 'Columns',
    match: (query) => matchItems(query, [{ id: 'c', label: 'price', value: () => {} }]),
  });
  void showQuickOpen(services, '@');
  const state = services.quickInput.current.value;
  const filter = state?.kind === 'pick' ? state.request.filter : undefined;
  expect(filter?.('@pri').map(({ item }) => item.id)).toEqual(['c']);
  expect(filter?.('>panel').map(({ item }) => item.id)).toEqual(['workbench.togglePanel']);
  expect(filter?.('?').map(({ item }) => item.label)).toEqual(['…', '>', '?', '@']);
  services.quickInput.close();
});

test('1,000 things are matched whole and shown in part', async () => {
  const request = shallowRef<QuickPickRequest<unknown> | null>({
    placeholder: '',
    items: Array.from({ length: 1000 }, (_, index) => ({ id: String(index), label: `run ${index}`, value: index })),
  });
  const scope = effectScope();
  const pick = scope.run(() => useQuickPick(request));
  expect(pick?.matches.value).toHaveLength(200);
  expect(pick?.more.value).toBe(800);
  if (pick) pick.query.value = '999';
  expect(pick?.matches.value.map(({ item }) => item.id)).toEqual(['999']);
  expect(pick?.more.value).toBe(0);
  scope.stop();
});
