import { beforeEach, expect, test } from 'vitest';
import type { EditorHost } from '../../../renderer/platform/editors/editor-host.ts';
import { EditorService } from '../../../renderer/platform/editors/editor-service.ts';
import { parseUri } from '../../../renderer/platform/editors/uri.ts';

let editors: EditorService;
/** Tabs by group, in their order. */
let groups: Map<string, string[]>;
let dirty: Set<string>;

const groupOf = (panelId: string): string => [...groups].find(([, panels]) => panels.includes(panelId))?.[0] ?? '';

/** Does at once what it is asked for; a split makes a group. */
function host(): EditorHost {
  const focusGroup = (group: string): void => editors.didActivate(groups.get(group)?.[0] ?? null);
  return {
    add: (editor, beside) => {
      const group = beside ? `group-${groups.size}` : (editors.active.value?.group ?? 'group-0');
      groups.set(group, [...(groups.get(group) ?? []), editor.panelId]);
      editors.didAdd({ ...editor, group });
      editors.didActivate(editor.panelId);
    },
    update: () => {},
    remove: (panelId) => {
      const group = groupOf(panelId);
      groups.set(
        group,
        (groups.get(group) ?? []).filter((other) => other !== panelId),
      );
      const next = editors.editors.value.find((editor) => editor.panelId !== panelId);
      editors.didRemove(panelId);
      editors.didActivate(next?.panelId ?? null);
    },
    activate: (panelId) => editors.didActivate(panelId),
    moveInGroup: (panelId, index) => {
      const group = groupOf(panelId);
      const others = (groups.get(group) ?? []).filter((other) => other !== panelId);
      groups.set(group, others.toSpliced(index, 0, panelId));
    },
    groups: () => [...groups].map(([id, panels]) => ({ id, panels })),
    focusGroup,
    focusGroupTowards: () => {},
    moveTowards: () => {},
    toggleMaximised: () => {},
  };
}

const open = (): string[] => editors.editors.value.map((editor) => `${editor.uri}${editor.preview ? '*' : ''}`);

beforeEach(() => {
  groups = new Map();
  dirty = new Set();
  editors = new EditorService({ isDirty: (uri) => dirty.has(uri) });
  editors.attach(host());
});

test('a preview gives way to the next one, an editor that is kept does not', () => {
  editors.open('dataset:a');
  editors.open('dataset:b');
  expect(open()).toEqual(['dataset:b*']);
  editors.keep();
  editors.open('dataset:c');
  expect(open()).toEqual(['dataset:b', 'dataset:c*']);
});

test('an open editor is shown again, and opening it to stay keeps it', () => {
  editors.open('dataset:a');
  editors.open('run:1', { preview: false });
  editors.open('dataset:a', { preview: false });
  expect(editors.active.value?.uri).toBe('dataset:a');
  expect(open().sort()).toEqual(['dataset:a', 'run:1']);
});

test('what is opened before there are groups waits for them', () => {
  const early = new EditorService({ isDirty: () => false });
  early.open('welcome:', { preview: false });
  editors = early;
  early.attach(host());
  expect(open()).toEqual(['welcome:']);
});

test('a split shows the same editor in a group of its own', () => {
  editors.open('dataset:a');
  editors.split('right');
  expect(editors.editors.value.map((editor) => editor.group)).toEqual(['group-0', 'group-1']);
  editors.open('dataset:a');
  expect(editors.active.value?.group).toBe('group-1');
});

test('closed editors come back, the last one first', () => {
  editors.open('dataset:a', { preview: false });
  editors.open('dataset:b', { preview: false });
  editors.closeWhere(() => true);
  editors.reopenClosed();
  editors.reopenClosed();
  expect(open()).toEqual(['dataset:b', 'dataset:a']);
});

test('stepping goes in order of use, and opens what was reached when the key is let go', () => {
  for (const uri of ['run:1', 'run:2', 'run:3']) editors.open(uri, { preview: false });
  editors.cycle(1);
  editors.cycle(1);
  expect(editors.active.value?.uri).toBe('run:3');
  editors.endCycle();
  expect(editors.active.value?.uri).toBe('run:1');
  editors.cycle(1);
  editors.endCycle();
  expect(editors.active.value?.uri).toBe('run:3');
});

test('a walk that is called off leaves everything as it was', () => {
  for (const uri of ['run:1', 'run:2']) editors.open(uri, { preview: false });
  editors.cycle(-1);
  editors.recent.cancel();
  editors.endCycle();
  expect(editors.active.value?.uri).toBe('run:2');
});

test('a pinned tab stands first, is kept, and goes back behind the others when it is unpinned', () => {
  for (const uri of ['run:1', 'run:2']) editors.open(uri, { preview: false });
  editors.open('run:3');
  editors.pin();
  const order = (): string[] => (groups.get('group-0') ?? []).map((id) => editors.editors.value.find((e) => e.panelId === id)?.uri ?? '');
  expect(order()).toEqual(['run:3', 'run:1', 'run:2']);
  expect(open()).not.toContain('run:3*');
  editors.pin(editors.editors.value.find(({ uri }) => uri === 'run:2')?.panelId);
  expect(order()).toEqual(['run:3', 'run:2', 'run:1']);
  editors.pin(editors.editors.value.find(({ uri }) => uri === 'run:3')?.panelId, false);
  expect(order()).toEqual(['run:2', 'run:3', 'run:1']);
});

test('the tabs to the right are those of the same group only', () => {
  for (const uri of ['run:1', 'run:2', 'run:3']) editors.open(uri, { preview: false });
  editors.split('right');
  const first = editors.editors.value.find(({ uri }) => uri === 'run:1');
  expect(editors.toTheRight(first?.panelId).map(({ uri }) => uri)).toEqual(['run:2', 'run:3']);
});

test('an editor with unsaved edits asks before it closes, unless another tab shows it too', () => {
  editors.open('train:a', { preview: false });
  editors.split('right');
  dirty.add('train:a');
  editors.close();
  expect([open(), editors.asking.size]).toEqual([['train:a'], 0]);
  editors.close();
  expect([open(), editors.asking.size]).toEqual([['train:a'], 1]);
  editors.closeNow([...editors.asking][0] ?? '');
  expect([open(), editors.asking.size]).toEqual([[], 0]);
});

test('closing all closes what is saved and asks for the rest', () => {
  for (const uri of ['train:a', 'run:1', 'train:b']) editors.open(uri, { preview: false });
  dirty.add('train:a').add('train:b');
  editors.closeWhere(() => true);
  expect(open()).toEqual(['train:a', 'train:b']);
  expect(editors.asking.size).toBe(2);
});

test('a preview with unsaved edits does not give way', () => {
  editors.open('train:a');
  dirty.add('train:a');
  editors.open('run:1');
  expect(open()).toEqual(['train:a*', 'run:1*']);
});

test('groups are gone through in a circle', () => {
  editors.open('run:1', { preview: false });
  editors.split('right');
  editors.split('right');
  const at = (): string | undefined => editors.active.value?.group;
  editors.focusNextGroup(1);
  expect(at()).toBe('group-0');
  editors.focusNextGroup(-1);
  expect(at()).toBe('group-2');
  editors.focusGroup(1);
  expect(at()).toBe('group-1');
});

test('an editor takes the place of another one', () => {
  editors.open('import:/tmp/a.csv', { preview: false });
  editors.replace('import:/tmp/a.csv', 'dataset:a');
  expect(open()).toEqual(['dataset:a']);
  editors.open('import:/tmp/a.csv', { preview: false });
  editors.replace('import:/tmp/a.csv', 'dataset:a');
  expect(open()).toEqual(['dataset:a']);
});

test('the editor of something that is gone is closed and does not come back', () => {
  editors.open('run:1', { preview: false });
  editors.forget('run:1');
  editors.reopenClosed();
  expect(open()).toEqual([]);
});

test('ids of restored editors are not given away again', () => {
  editors.didAdd({ panelId: 'editor-7', uri: 'run:7', preview: false, pinned: false, group: 'group-0' });
  editors.open('run:8', { preview: false });
  expect(editors.active.value?.panelId).toBe('editor-8');
});

test('an address has a scheme', () => {
  expect(parseUri('import:C:\\data\\a.csv')).toEqual({ scheme: 'import', resource: 'C:\\data\\a.csv' });
  expect(() => parseUri('dataset')).toThrow("Expected an editor's address");
});
