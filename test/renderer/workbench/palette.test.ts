// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { matchItems } from '../../../renderer/platform/quick-input/match.ts';
import { commandItems, matchCommands } from '../../../renderer/workbench/quick-input/palette.ts';
import { createServices } from '../../../renderer/platform/services.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

async function setup(): Promise<Services> {
  const services = await createServices(createFakeDesktop(emptyWorld()).shell);
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
