import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StateScope } from '../../../engine/protocol/contract.ts';
import { ViewStates } from '../../../renderer/platform/editors/view-state.ts';
import { WorkingCopies } from '../../../renderer/platform/editors/working-copies.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { checkNumber, checkString } from '../../../renderer/platform/state/validate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const disk: Partial<Record<StateScope, string>> = {};

/** A start over what is on disk. */
async function start(): Promise<StateService> {
  const write = async (scope: StateScope, json: string): Promise<void> => void (disk[scope] = json);
  const state = new StateService({ read: async (scope) => disk[scope] ?? null, write }, () => {});
  await state.load();
  return state;
}

beforeEach(() => {
  delete disk.shared;
  delete disk.workspace;
});

test('an edit is on disk after a second at most, however fast the user types, and is there at the next start', async () => {
  const copies = new WorkingCopies(await start());
  for (let letter = 1; letter <= 12; letter++) {
    copies.edit('train:a', 'x'.repeat(letter));
    vi.advanceTimersByTime(100);
  }
  // The app is killed here: nothing is flushed.
  const after = new WorkingCopies(await start());
  expect(after.isDirty('train:a')).toBe(true);
  expect(after.draft('train:a', checkString)?.length).toBeGreaterThanOrEqual(10);
});

test('a draft that does not hold is none, and stays marked until it is settled', async () => {
  const copies = new WorkingCopies(await start());
  copies.edit('train:a', { half: true });
  expect(copies.draft('train:a', checkString)).toBeNull();
  copies.settle('train:a');
  expect(copies.isDirty('train:a')).toBe(false);
});

test('saving settles the edits, and a save that fails leaves them', async () => {
  const copies = new WorkingCopies(await start());
  let fails = true;
  copies.register('settings:', {
    save: () => {
      if (fails) throw new Error('read-only');
    },
  });
  copies.edit('settings:', '{}');
  await expect(copies.save('settings:')).rejects.toThrow('read-only');
  expect(copies.dirty).toEqual(['settings:']);
  fails = false;
  await copies.save('settings:');
  expect(copies.dirty).toEqual([]);
});

test('discarding tells the open editor', async () => {
  const copies = new WorkingCopies(await start());
  const discard = vi.fn();
  const forget = copies.register('train:a', { discard });
  copies.edit('train:a', 1);
  copies.discard('train:a');
  expect(discard).toHaveBeenCalledOnce();
  expect(copies.isDirty('train:a')).toBe(false);
  forget();
  expect(copies.canSave('train:a')).toBe(false);
});

test('each part of an editor finds how it was left, and the oldest are forgotten', async () => {
  const states = new ViewStates(await start());
  states.set('dataset:a', 'scroll', 40);
  states.set('dataset:a', 'column', 'sales');
  expect(states.get('dataset:a', 'scroll', checkNumber(0, 100))).toBe(40);
  expect(states.get('dataset:a', 'scroll', checkString)).toBeUndefined();
  vi.advanceTimersByTime(300);
  const later = new ViewStates(await start());
  expect(later.get('dataset:a', 'column', checkString)).toBe('sales');
  for (let run = 0; run < 300; run++) later.set(`run:${run}`, 'scroll', 1);
  expect(later.get('dataset:a', 'column', checkString)).toBeUndefined();
  expect(later.get('run:0', 'scroll', checkNumber(0, 9))).toBe(1);
});

test('two tabs of one editor are left apart; a new one starts from what was set last', async () => {
  const states = new ViewStates(await start());
  const check = checkNumber(0, 100);
  states.set('run:a', 'scroll', 10, 'editor-1');
  states.set('run:a', 'scroll', 20, 'editor-2');
  expect([1, 2, 3].map((tab) => states.get('run:a', 'scroll', check, `editor-${tab}`))).toEqual([10, 20, 20]);
  states.forgetTab('run:a', 'editor-1');
  expect(states.get('run:a', 'scroll', check, 'editor-1')).toBe(20);
  states.forget('run:a');
  expect(states.get('run:a', 'scroll', check, 'editor-2')).toBeUndefined();
});

test('what saving means has its own word where it is not saving', async () => {
  const copies = new WorkingCopies(await start());
  let imported = 0;
  copies.edit('import:a', {});
  copies.register('import:a', { save: () => imported++, saveLabel: 'Import' });
  expect([copies.saveLabel('import:a'), copies.saveLabel('train:a')]).toEqual(['Import', undefined]);
  await copies.save('import:a');
  expect([imported, copies.isDirty('import:a')]).toEqual([1, false]);
  copies.edit('import:a', {});
  copies.register('import:a', { save: () => Promise.reject(new Error('asked')) });
  await expect(copies.save('import:a')).rejects.toThrow('asked');
  expect(copies.isDirty('import:a')).toBe(true);
});
