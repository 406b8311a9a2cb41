import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { template } from '../../electron/menu.ts';
import { mainTables, mainTranslator } from '../../electron/messages.ts';

vi.mock('electron', () => ({ app: { getName: () => 'Hindcast' }, Menu: {} }));

const RENDERER = path.resolve(import.meta.dirname, '..', '..', 'renderer');

function items(menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => (Array.isArray(item.submenu) ? items(item.submenu) : [item]));
}

/** Everything that the page's sources register as a command or bind to a key. */
function rendererSources(): string {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(path.join(RENDERER, file), 'utf8')).join('\n');
}

const english = mainTranslator(() => 'en');
const commands = items(template(() => {}, false, english)).filter((item) => item.id !== undefined);

test('every item is a command of the page, and its key is the one that runs it', () => {
  const sources = rendererSources();
  expect(commands.length).toBeGreaterThan(5);
  for (const { id, accelerator } of commands) {
    expect(sources, `a command ${id}`).toMatch(new RegExp(`(id: |register\\(\\s*)'${id}'`));
    if (accelerator === undefined) continue;
    const key = String(accelerator).replace('CmdOrCtrl', 'Ctrl').toLowerCase();
    expect(sources, `${key} for ${id}`).toContain(`key: '${key}', command: '${id}'`);
  }
});

test('a menu shows the keys that hold: another one, a chord behind the label, or none', () => {
  const keys = { 'data.open': 'ctrl+alt+arrowup', 'settings.open': 'ctrl+k ctrl+s', 'editors.close': '' };
  const item = (id: string) => items(template(() => {}, false, english, undefined, keys)).find((one) => one.id === id);
  expect(item('data.open')?.accelerator).toBe('Ctrl+Alt+Up');
  expect(item('settings.open')).toMatchObject({ label: 'Settings  [Ctrl+K Ctrl+S]' });
  expect(item('settings.open')?.accelerator).toBeUndefined();
  expect(item('editors.close')?.accelerator).toBeUndefined();
  expect(item('commands.show')?.accelerator).toBe('CmdOrCtrl+Shift+P');
});

test('an item sends its id', () => {
  const sent: string[] = [];
  for (const item of items(template((id) => void sent.push(id), true, english)))
    if (item.id !== undefined) (item.click as unknown as () => void)();
  expect(sent).toEqual(commands.map((item) => item.id));
});

test('every item of every menu has a label in each language, of the same placeholders', () => {
  for (const mac of [true, false]) {
    const unlabelled = items(
      template(
        () => {},
        mac,
        mainTranslator(() => 'de'),
      ),
    ).filter((item) => item.type !== 'separator' && !item.label);
    expect(unlabelled).toEqual([]);
  }
  const names = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(mainTables.en) as Array<keyof typeof mainTables.en>) {
    expect(names(mainTables.de[key]), key).toEqual(names(mainTables.en[key]));
  }
});
