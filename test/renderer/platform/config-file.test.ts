// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { callShell } from '../../../engine/protocol/shell-api.ts';
import { ConfigFile } from '../../../renderer/platform/config/config-file.ts';
import { appendToText, parseText } from '../../../renderer/platform/config/jsonc.ts';
import { createServices } from '../../../renderer/platform/services.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

const place = { file: 'settings', workspace: null } as const;

async function setup(text: string) {
  const desktop = createFakeDesktop(emptyWorld());
  desktop.changeFile(place, text);
  const file = new ConfigFile(place, (method, params) => callShell(desktop.shell, method, params));
  await file.load();
  return { desktop, file, disk: () => desktop.files.get(file.path.value) };
}

test('an edit is not saved before it is, and a text like the file is no edit', async () => {
  const { file, disk } = await setup('{}');
  file.draft.edit('{ }');
  expect(file.draft.dirty.value).toBe(true);
  expect(disk()).toBe('{}');
  file.draft.edit('{}');
  expect(file.draft.dirty.value).toBe(false);
  file.draft.edit('{ }');
  await file.draft.save();
  expect(disk()).toBe('{ }');
  expect(file.draft.dirty.value).toBe(false);
});

test('an edit and a change from outside are both kept until the user chooses', async () => {
  const { desktop, file, disk } = await setup('{}');
  file.draft.edit('{ "mine": 1 }');
  desktop.changeFile(place, '{ "theirs": 1 }');
  await expect(file.draft.save()).rejects.toMatchObject({ code: 'changed-on-disk' });
  file.show({ path: file.path.value, text: '{ "theirs": 1 }' });
  expect(file.draft.conflict.value).toBe(true);
  expect(file.draft.text).toBe('{ "mine": 1 }');
  file.draft.keepMine();
  await file.draft.save();
  expect(disk()).toBe('{ "mine": 1 }');
});

test('changes that come at once follow one another', async () => {
  const { file, disk } = await setup('[]');
  await Promise.all([1, 2, 3].map((step) => file.change((text) => appendToText(text, step))));
  expect(parseText(disk() ?? '').value).toEqual([1, 2, 3]);
});

test('an edit that was not saved is there again after a restart', async () => {
  const { desktop } = await setup('{}');
  const first = await createServices(desktop.shell);
  first.settings.user.draft.edit('{ "half": ');
  first.state.flush();
  await vi.waitFor(() => expect(desktop.state).toContain('half'));
  const { settings } = await createServices(desktop.shell);
  expect(settings.user.draft.dirty.value).toBe(true);
  expect(settings.user.draft.text).toBe('{ "half": ');
  expect(settings.user.draft.conflict.value).toBe(false);
  settings.user.draft.revert();
  expect(settings.user.draft.text).toBe('{}');
});
