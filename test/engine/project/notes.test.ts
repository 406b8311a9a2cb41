/** The user's notes stand beside the file they are about, wherever its id goes. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-notes-'));
const note = { id: 'note-1', seriesId: '', time: 3, text: 'a strike' };
const csv = (name: string, first: number): string => {
  const file = join(folder, name);
  writeFileSync(file, `a;y\n${Array.from({ length: 40 }, (_, t) => `${t};${first + t}`).join('\n')}\n`);
  return file;
};

it('come back with the same file, and are never those of another one of its id', async () => {
  const session = openSession();
  const { client } = session;
  const workspace = join(folder, 'workspace');
  await client.call('workspace.open', { path: workspace });
  const shop = await client.call('data.import', { path: csv('shop.csv', 0), overrides: {} });
  expect(await client.call('data.notes', { datasetId: shop.id })).toEqual([]);
  await client.call('data.saveNotes', { datasetId: shop.id, notes: [{ ...note, id: 'note-2', time: 9 }, note] });
  expect((await client.call('data.notes', { datasetId: shop.id })).map(({ id }) => id)).toEqual(['note-1', 'note-2']);

  await client.call('data.remove', { datasetId: shop.id });
  const other = await client.call('data.import', { path: csv('shop.csv', 500), overrides: {} });
  expect(other.id).toBe(shop.id);
  expect(await client.call('data.notes', { datasetId: other.id })).toEqual([]);

  await client.call('data.remove', { datasetId: other.id });
  const again = await client.call('data.import', { path: csv('shop.csv', 0), overrides: {} });
  expect(await client.call('data.notes', { datasetId: again.id })).toHaveLength(2);
  expect((await client.call('workspace.open', { path: workspace })).datasets.map(({ id }) => id)).toEqual([again.id]);
  await session.close();
});

it('that cannot be read are kept aside, and the dataset opens', async () => {
  const session = openSession();
  const { client } = session;
  const workspace = join(folder, 'damaged');
  await client.call('workspace.open', { path: workspace });
  const shop = await client.call('data.import', { path: csv('other.csv', 7), overrides: {} });
  await client.call('data.saveNotes', { datasetId: shop.id, notes: [note] });
  const [name] = readdirSync(join(workspace, 'notes')) as [string];
  writeFileSync(join(workspace, 'notes', name), 'not json');
  expect(await client.call('data.notes', { datasetId: shop.id })).toEqual([]);
  await client.call('data.saveNotes', { datasetId: shop.id, notes: [note] });
  expect(readdirSync(join(workspace, 'notes')).sort()).toEqual([name, `${name}.damaged-1`]);
  expect(readFileSync(join(workspace, 'notes', `${name}.damaged-1`), 'utf8')).toBe('not json');
  await expect(client.call('data.saveNotes', { datasetId: 'nowhere', notes: [] })).rejects.toThrow('There is no dataset "nowhere"');
  await session.close();
});
