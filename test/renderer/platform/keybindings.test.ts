import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CommandRegistry } from '../../../renderer/platform/commands/command-registry.ts';
import { ContextKeys } from '../../../renderer/platform/context/context-keys.ts';
import { KeybindingService } from '../../../renderer/platform/keybindings/keybinding-service.ts';
import { keysLabel, parseKeys, strokeOf } from '../../../renderer/platform/keybindings/keys.ts';

function press(
  text: string,
  code = '',
): { key: string; code: string; ctrlKey: boolean; shiftKey: boolean; altKey: boolean; metaKey: boolean } {
  const parts = text.split('+');
  return {
    key: parts.at(-1) ?? '',
    code,
    ctrlKey: parts.includes('ctrl'),
    shiftKey: parts.includes('shift'),
    altKey: parts.includes('alt'),
    metaKey: parts.includes('meta'),
  };
}

function setup(platform = 'linux') {
  const ran: string[] = [];
  const commands = new CommandRegistry(vi.fn());
  const context = new ContextKeys();
  const about = { title: '', category: '', owner: 'test' };
  commands.register({ ...about, id: 'editors.close', run: () => ran.push('close') });
  commands.register({ ...about, id: 'workbench.selectTheme', run: () => ran.push('theme') });
  commands.register({ ...about, id: 'workbench.toggleTheme', enablement: 'allowed', run: () => ran.push('toggle') });
  return { ran, commands, context, keys: new KeybindingService(commands, context, platform) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a key runs its command, and other keys go on to the page', () => {
  const { ran, keys } = setup();
  keys.register({ key: 'ctrl+w', command: 'editors.close' });
  expect(keys.handle(press('ctrl+w'))).toBe(true);
  expect(keys.handle(press('w'))).toBe(false);
  expect(keys.handle(press('ctrl+Control'))).toBe(false);
  expect(ran).toEqual(['close']);
});

test('a chord waits for its second stroke, and a wrong one ends it', () => {
  const { ran, keys } = setup();
  keys.register({ key: 'ctrl+k ctrl+t', command: 'workbench.selectTheme' });
  expect(keys.handle(press('ctrl+k'))).toBe(true);
  expect(keys.pendingLabel()).toBe('Ctrl+K');
  expect(keys.handle(press('x'))).toBe(true);
  expect(ran).toEqual([]);
  keys.handle(press('ctrl+k'));
  keys.handle(press('ctrl+t'));
  expect(ran).toEqual(['theme']);
});

test('a chord that is not finished is forgotten', () => {
  const { ran, keys } = setup();
  keys.register({ key: 'ctrl+k ctrl+t', command: 'workbench.selectTheme' });
  keys.handle(press('ctrl+k'));
  vi.advanceTimersByTime(5000);
  expect(keys.handle(press('ctrl+t'))).toBe(false);
  expect(ran).toEqual([]);
});

test('when-clauses choose, and the later binding wins', () => {
  const { ran, context, keys } = setup();
  keys.register({ key: 'f2', command: 'editors.close' });
  keys.register({ key: 'f2', command: 'workbench.selectTheme', when: "editorOpen && activeEditor == 'run'" });
  keys.handle(press('F2'));
  context.set('editorOpen', true);
  context.set('activeEditor', 'run');
  keys.handle(press('F2'));
  expect(ran).toEqual(['close', 'theme']);
});

test('a command that is not enabled does not run', () => {
  const { ran, context, keys } = setup();
  keys.register({ key: 'f3', command: 'workbench.toggleTheme' });
  keys.handle(press('F3'));
  context.set('allowed', true);
  keys.handle(press('F3'));
  expect(ran).toEqual(['toggle']);
});

test('on a Mac the command key stands in for ctrl', () => {
  const { ran, keys } = setup('darwin');
  keys.register({ key: 'ctrl+w', command: 'editors.close' });
  keys.handle(press('ctrl+w'));
  keys.handle(press('meta+w'));
  expect(ran).toEqual(['close']);
  expect(keys.label('editors.close')).toBe('⌘W');
});

test('strokes are written in one way, whatever the order and the layout', () => {
  expect(parseKeys('Shift+Ctrl+P', false)).toEqual(['ctrl+shift+p']);
  expect(parseKeys('ctrl+k esc', false)).toEqual(['ctrl+k', 'escape']);
  expect(strokeOf(press('ctrl+з', 'KeyP'))).toBe('ctrl+p');
  expect(strokeOf(press('Shift'))).toBeNull();
  expect(keysLabel(['ctrl+k', 'ctrl+arrowup'], false)).toBe('Ctrl+K Ctrl+↑');
  expect(() => parseKeys('ctrl+', false)).toThrow('Expected one key');
});
