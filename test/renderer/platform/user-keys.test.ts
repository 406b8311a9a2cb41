// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseText } from '../../../renderer/platform/config/jsonc.ts';
import { keysLabel, parseKeys, writeKeys } from '../../../renderer/platform/keybindings/keys.ts';
import { conflictsWith, resolveKeys } from '../../../renderer/platform/keybindings/resolve.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { createServices } from '../../../renderer/platform/services.ts';
import { filterRows, keyRows } from '../../../renderer/contrib/keybindings/key-rows.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import type { FakeDesktop } from '../fixture/fake-shell.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

const path = '/home/ada/.config/Hindcast/keybindings.json';
let desktop: FakeDesktop;
let dispose = (): void => {};

async function start(text?: string): Promise<Services> {
  if (text !== undefined) desktop.files.set(path, text);
  const services = await createServices(desktop.shell);
  const about = { category: 'View', owner: 'test', run: () => {} };
  services.commands.register({ ...about, id: 'workbench.toggleSideBar', title: 'Toggle side bar' });
  services.commands.register({ ...about, id: 'workbench.togglePanel', title: 'Toggle panel' });
  services.commands.register({ ...about, id: 'editors.closeAll', title: 'Close all' });
  services.keybindings.register({ key: 'ctrl+b', command: 'workbench.toggleSideBar' });
  services.keybindings.register({ key: 'ctrl+j', command: 'workbench.togglePanel', when: '!inputFocus' });
  services.keybindings.register({ key: 'ctrl+k ctrl+w', command: 'editors.closeAll' });
  dispose = services.userKeys.attach();
  return services;
}

const onDisk = (): unknown => parseText(desktop.files.get(path) ?? '').value;

beforeEach(() => {
  desktop = createFakeDesktop(emptyWorld());
});
afterEach(() => dispose());

test('a rule adds a key, and one with a minus takes one away', async () => {
  const { keybindings } = await start(`[
    // mine
    { "key": "F9", "command": "workbench.toggleSideBar" },
    { "key": "ctrl+j", "command": "-workbench.togglePanel" },
    { "command": "-editors.closeAll" },
  ]`);
  expect(keybindings.label('workbench.toggleSideBar')).toBe('F9');
  expect(keybindings.label('workbench.togglePanel')).toBe('');
  expect(keybindings.label('editors.closeAll')).toBe('');
  expect(keybindings.keys.value.map(({ command, rule }) => [command, rule])).toEqual([
    ['workbench.toggleSideBar', null],
    ['workbench.toggleSideBar', 0],
  ]);
});

test('mistakes are told with their place, and the other rules hold', async () => {
  const text = `[ { "key": "", "command": "workbench.togglePanel" }, { "key": "f9" }, { "key": "f8", "command": "no.such" },
    { "key": "f7", "command": "workbench.togglePanel", "when": "a &&" }, 3, { "key": "f6", "command": "workbench.togglePanel", "whn": "" } ]`;
  const { userKeys, keybindings } = await start(text);
  const { findings } = userKeys.read.value;
  expect(findings.map(({ from, to, severity }) => [text.slice(from, to), severity])).toEqual([
    ['""', 'error'],
    ['{ "key": "f9" }', 'error'],
    ['"no.such"', 'warning'],
    ['"a &&"', 'error'],
    ['3', 'error'],
    ['""', 'warning'],
  ]);
  expect(keybindings.label('workbench.togglePanel')).toBe('F6');
});

test('a file that cannot be read changes no key', async () => {
  const { userKeys, keybindings } = await start('[ { "key": "f9" "command": "workbench.togglePanel" } ]');
  expect(keybindings.label('workbench.togglePanel')).toBe('Ctrl+J');
  expect(userKeys.read.value.findings[0]?.message).toBe('A comma is expected here.');
});

test('another key for a command takes the place of its default, with its clause', async () => {
  const { userKeys, keybindings } = await start();
  const old = keybindings.keyOf('workbench.togglePanel');
  await userKeys.assign('workbench.togglePanel', ['ctrl+k', 'ctrl+j'], old?.when, old ?? null);
  expect(onDisk()).toEqual([
    { key: 'ctrl+k ctrl+j', command: 'workbench.togglePanel', when: '!inputFocus' },
    { key: 'ctrl+j', command: '-workbench.togglePanel', when: '!inputFocus' },
  ]);
  expect(keybindings.label('workbench.togglePanel')).toBe('Ctrl+K Ctrl+J');
  const own = keybindings.keyOf('workbench.togglePanel');
  await userKeys.assign('workbench.togglePanel', ['f9'], own?.when, own ?? null);
  expect(onDisk()).toMatchObject([{ key: 'f9' }, { key: 'ctrl+j' }]);
  expect(userKeys.changed('workbench.togglePanel')).toBe(true);
  await userKeys.reset('workbench.togglePanel');
  expect(onDisk()).toEqual([]);
  expect(keybindings.label('workbench.togglePanel')).toBe('Ctrl+J');
});

test('removing a default writes a rule against it, removing an own one takes its rule out', async () => {
  const { userKeys, keybindings } = await start('[\n  // keep me\n  { "key": "f9", "command": "editors.closeAll" }\n]\n');
  const own = keybindings.keyOf('editors.closeAll');
  if (!own) throw new Error('It has a key.');
  await userKeys.remove(own);
  expect(keybindings.label('editors.closeAll')).toBe('Ctrl+K Ctrl+W');
  const usual = keybindings.keyOf('editors.closeAll');
  if (!usual) throw new Error('It has a key.');
  await userKeys.remove(usual);
  expect(onDisk()).toEqual([{ key: 'ctrl+k ctrl+w', command: '-editors.closeAll' }]);
  expect(keybindings.label('editors.closeAll')).toBe('');
});

test('a removal in another clause leaves the key', () => {
  const key = { strokes: ['f9'], command: 'a', args: undefined, when: 'x', rule: null };
  const rule = { strokes: ['f9'], command: 'a', args: undefined, remove: true, index: 0 };
  expect(resolveKeys([key], [{ ...rule, when: 'y' }])).toEqual([key]);
  expect(resolveKeys([key], [{ ...rule, when: undefined }])).toEqual([]);
});

test('the same keys and the beginning of a chord are in conflict', () => {
  const about = { command: 'a', args: undefined, when: undefined, rule: null };
  const chord = { ...about, strokes: ['ctrl+k', 'ctrl+t'] };
  const other = { ...about, strokes: ['ctrl+k', 'ctrl+s'] };
  const single = { ...about, strokes: ['ctrl+j'] };
  expect(conflictsWith(['ctrl+k'], [chord, other, single])).toEqual([chord, other]);
  expect(conflictsWith(['ctrl+k', 'ctrl+t'], [chord, other, single])).toEqual([chord]);
  expect(conflictsWith(['ctrl+j', 'x'], [chord, other, single])).toEqual([single]);
  expect(conflictsWith([], [single])).toEqual([]);
});

test.each([true, false])('recorded keys are read back as they were pressed (Mac: %s)', (mac) => {
  const strokes = ['ctrl+meta+k', 'shift+alt+f9'];
  expect(parseKeys(writeKeys(strokes, mac), mac)).toEqual(strokes);
});

test('no command runs while keys are recorded', async () => {
  const { keybindings } = await start();
  const heard: string[] = [];
  const press = { key: 'b', code: 'KeyB', ctrlKey: true, shiftKey: false, altKey: false, metaKey: false };
  const stop = keybindings.record((stroke) => heard.push(stroke));
  expect(keybindings.handle(press)).toBe(true);
  expect(keybindings.handle({ ...press, key: 'q', code: 'KeyQ', ctrlKey: false })).toBe(true);
  stop();
  expect(heard).toEqual(['ctrl+b', 'q']);
  expect(keybindings.handle({ ...press, key: 'q', code: 'KeyQ', ctrlKey: false })).toBe(false);
});

test('the editor finds commands by name, id and key', async () => {
  const { commands, keybindings } = await start();
  const rows = keyRows(commands, keybindings);
  const found = (query: string): string[] => filterRows(rows, query).map(({ command }) => command);
  expect(rows).toHaveLength(3);
  expect(found('panel')).toEqual(['workbench.togglePanel']);
  expect(found('closeAll')).toEqual(['editors.closeAll']);
  expect(found('ctrl+b')).toEqual(['workbench.toggleSideBar']);
  expect(found('"ctrl+k"')).toEqual(['editors.closeAll']);
  expect(found('"ctrl"')).toEqual([]);
  expect(found('tgsb')).toEqual(['workbench.toggleSideBar']);
  expect(keysLabel(['ctrl+k', 'ctrl+w'], false)).toBe('Ctrl+K Ctrl+W');
});
