import { beforeEach, expect, test } from 'vitest';
import type { EditorHost } from '../../../renderer/platform/editors/editor-service.ts';
import { EditorService } from '../../../renderer/platform/editors/editor-service.ts';
import { parseUri } from '../../../renderer/platform/editors/uri.ts';

let editors: EditorService;
let groups: string[];

/** Does at once what it is asked for; a split makes a group. */
function host(): EditorHost {
  return {
    add: ({ panelId, uri, preview }, beside) => {
      if (beside) groups.push(`group-${groups.length}`);
      const group = beside ? groups.at(-1) : (editors.active.value?.group ?? groups[0]);
      editors.didAdd({ panelId, uri, preview, group: group ?? '' });
      editors.didActivate(panelId);
    },
    update: () => {},
    remove: (panelId) => {
      const next = editors.editors.value.find((editor) => editor.panelId !== panelId);
      editors.didRemove(panelId);
      editors.didActivate(next?.panelId ?? null);
    },
    activate: (panelId) => editors.didActivate(panelId),
    focusGroup: () => {},
  };
}

const open = (): string[] => editors.editors.value.map((editor) => `${editor.uri}${editor.preview ? '*' : ''}`);

beforeEach(() => {
  groups = ['group-0'];
  editors = new EditorService();
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
  const early = new EditorService();
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

test('stepping goes in order of use, and settles when the key is let go', () => {
  for (const uri of ['run:1', 'run:2', 'run:3']) editors.open(uri, { preview: false });
  editors.cycle(1);
  expect(editors.active.value?.uri).toBe('run:2');
  editors.cycle(1);
  expect(editors.active.value?.uri).toBe('run:1');
  editors.endCycle();
  editors.cycle(1);
  expect(editors.active.value?.uri).toBe('run:3');
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
  editors.didAdd({ panelId: 'editor-7', uri: 'run:7', preview: false, group: 'group-0' });
  editors.open('run:8', { preview: false });
  expect(editors.active.value?.panelId).toBe('editor-8');
});

test('an address has a scheme', () => {
  expect(parseUri('import:C:\\data\\a.csv')).toEqual({ scheme: 'import', resource: 'C:\\data\\a.csv' });
  expect(() => parseUri('dataset')).toThrow("Expected an editor's address");
});
