import { expect, test } from 'vitest';
import type { DataNote } from '../../../engine/protocol/exploration.ts';
import { NotesStore } from '../../../renderer/platform/exploration/notes-store.ts';
import { dataset } from '../fixture/fake-data.ts';

const about = dataset('d', 'Panel', 2);

/** A store over an engine that keeps notes in memory, whose user types these texts one after the other. */
function storeWith(...typed: Array<string | null>) {
  const kept = { notes: [] as DataNote[], refuse: false };
  const offered: Array<() => void> = [];
  const errors: unknown[] = [];
  let connected = (): void => {};
  const call = async (method: string, params: { notes?: DataNote[] }): Promise<unknown> => {
    if (method === 'data.notes') return kept.notes;
    if (kept.refuse) throw new Error('The disk is full.');
    return void (kept.notes = params.notes ?? []);
  };
  const store = new NotesStore(
    { call, onConnected: (listener: () => void) => ((connected = listener), () => {}) } as unknown as ConstructorParameters<
      typeof NotesStore
    >[0],
    {
      error: (error) => void errors.push(error),
      show: (_severity, _message, actions = []) => (offered.push(...actions.map(({ run }) => run)), 1),
      showStatus: () => {},
    },
    { text: async () => typed.shift() ?? null },
  );
  return { store, kept, offered, errors, connect: () => connected() };
}

test('notes are kept in order of time, and whoever shows them hears of it', async () => {
  const { store, kept } = storeWith('later', ' earlier ', 'changed', null);
  const shown = store.of('d');
  await store.write(about, { seriesId: 'a', time: 20 });
  await store.write(about, { seriesId: 'a', time: 10 });
  await store.write(about, shown.value[1]!);
  await store.write(about, { seriesId: 'a', time: 5 });
  expect(kept.notes.map(({ text, time }) => [text, time])).toEqual([
    ['earlier', 10],
    ['changed', 20],
  ]);
  expect(shown.value).toEqual(kept.notes);
});

test('a note that was removed comes back', async () => {
  const { store, kept, offered } = storeWith('one', 'two');
  await store.write(about, { seriesId: 'a', time: 1 });
  await store.write(about, { seriesId: 'a', time: 2 });
  await store.remove('d', kept.notes[0]!);
  expect(store.of('d').value.map(({ text }) => text)).toEqual(['two']);
  offered[0]?.();
  await expect.poll(() => store.of('d').value.map(({ text }) => text)).toEqual(['one', 'two']);
});

test('where saving fails nothing changes, and it is told', async () => {
  const { store, kept } = storeWith('one', 'two');
  await store.write(about, { seriesId: 'a', time: 1 });
  kept.refuse = true;
  await expect(store.write(about, { seriesId: 'a', time: 2 })).rejects.toThrow('disk is full');
  expect(store.of('d').value.map(({ text }) => text)).toEqual(['one']);
});

test('another engine is asked for its notes', async () => {
  const { store, kept, connect } = storeWith();
  const shown = store.of('d');
  kept.notes = [{ id: 'n', seriesId: 'a', time: 1, text: 'from disk' }];
  connect();
  await expect.poll(() => shown.value.map(({ text }) => text)).toEqual(['from disk']);
});
