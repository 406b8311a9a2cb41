// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Port } from '../../../engine/protocol/port.ts';
import { setLanguage } from '../../../renderer/base/language.ts';
import { shownAreLoaded } from '../../../renderer/base/ui/lazy.ts';
import type { Services } from '../../../renderer/platform/services.ts';
import { contributions } from '../../../renderer/contrib/index.ts';
import type { RunningWorkbench } from '../../../renderer/workbench/start.ts';
import { startWorkbench } from '../../../renderer/workbench/start.ts';
import { everyUri } from '../fixture/every-uri.ts';
import { fullWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

/** Everything that crossed between the window and the pretended engine. */
const { crossed } = vi.hoisted(() => ({ crossed: new Array<string>() }));
vi.mock('../../../renderer/platform/engine/message-port.ts', async (original) => {
  const { portOf } = await original<{ portOf: (channel: MessagePort) => Port }>();
  return {
    portOf: (channel: MessagePort) => {
      const port = portOf(channel);
      return {
        ...port,
        post: (message: unknown) => {
          crossed.push(JSON.stringify(message));
          port.post(message);
        },
      };
    },
  };
});

let root: HTMLElement;
let running: RunningWorkbench | null = null;

beforeEach(() => {
  vi.stubGlobal('origin', 'http://localhost');
  vi.stubGlobal('requestIdleCallback', () => 0);
  vi.stubGlobal('cancelIdleCallback', () => {});
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  running?.stop();
  running = null;
  root.remove();
  setLanguage('en');
  crossed.length = 0;
  vi.unstubAllGlobals();
});

const shownAttributes = ['aria-label', 'title', 'placeholder', 'alt'];

/** Every text that a user sees or hears. */
function texts(element: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
    else found.push(...shownAttributes.map((name) => (node as Element).getAttribute(name) ?? ''));
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
}

/** What is left of a text without what was translated and without what is no language: numbers, units, signs. */
function untranslated(text: string): string {
  let rest = text;
  // A translated text may hold another one in its place.
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/\[[^[\]]*~\]/g, ' ');
  }
  return rest.replace(/\b(?:ms|s|min|h|B|kB|MB|GB|e-?\d+)\b/g, ' ');
}

/** Names that are the same in every language, and the example date of a format. */
const names: ReadonlySet<string> = new Set(['UTF-16 LE', 'UTF-16 BE', 'Mar 2024', 'English', 'Deutsch', 'pseudo']);

/** What Intl writes in the language of the pseudo language, and the names of keys. */
const ofOthers = [/^\d+ (?:second|minute|hour|day|week|month|year)s? ago$/, /^(?:\+|Alt|F\d+|[A-Z0-9←→↑↓\\=;-])+$/];

/** Whether all of a text crossed from the engine or the desktop, or is a date format: data, names, sentences (but for the space before a percent sign), keys of settings. */
function isGiven(text: string, crossed: string): boolean {
  return text
    .split(/[\n·.,:;()|/…]+/)
    .map((part) => part.trim())
    .filter((part) => /[A-Za-z]{2}/.test(part))
    .every(
      (part) =>
        names.has(part) ||
        ofOthers.some((pattern) => pattern.test(part)) ||
        /^[yMdHms-]+( [yMdHms-]+)*$/.test(part) ||
        crossed.includes(JSON.stringify(part).slice(1, -1).toLowerCase()),
    );
}

async function startInPseudo(): Promise<RunningWorkbench> {
  const desktop = createFakeDesktop(fullWorld());
  desktop.state = JSON.stringify({ version: 1, values: { language: 'pseudo', layout: null }, damaged: [] });
  running = await startWorkbench(root, desktop.shell, contributions);
  const { services } = running;
  await vi.waitFor(() => expect(services.workspace.loading.value).toBe(false));
  return running;
}

/** What users write in the files of settings and keys, and so must see as it is. */
function written({ commands, keybindings, settings }: Services): string[] {
  return [
    ...commands.all().map(({ id }) => id),
    ...settings.all().map((definition) => JSON.stringify(definition)),
    ...keybindings.keys.value.flatMap(({ when, args }) => [when ?? '', JSON.stringify(JSON.stringify(args) ?? '')]),
  ];
}

/** Texts on the page that are neither keyed nor given. */
function unkeyed(given: string): string[] {
  const known = [...crossed, ...written(running!.services), given, '/home/ada/Hindcast', ...Intl.supportedValuesOf('timeZone')]
    .join('\n')
    .replace(/(\d) %/g, '$1%')
    .toLowerCase();
  const shown = texts(root);
  expect(shown.filter((text) => text.includes('~]')).length).toBeGreaterThan(20);
  return [...new Set(shown.map(untranslated))].filter((text) => /[A-Za-z]{2}/.test(text) && !isGiven(text, known));
}

test.each(everyUri)('in the pseudo language %s shows nothing that is not keyed', async (uri) => {
  const { services } = await startInPseudo();
  services.layout.set({ panelVisible: true, panel: 'problems' });
  services.editors.open(uri, { preview: false });
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe(uri));
  await shownAreLoaded();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(unkeyed(uri)).toEqual([]);
});

test('in the pseudo language no view of the side bar or the panel shows anything that is not keyed', async () => {
  const { services } = await startInPseudo();
  const found: Record<string, string[]> = {};
  for (const { id } of services.views.containers.all()) {
    services.layout.showContainer(id);
    await shownAreLoaded();
    await new Promise((resolve) => setTimeout(resolve, 50));
    found[id] = unkeyed('');
  }
  for (const { id } of services.views.panels.all()) {
    services.layout.showPanel(id);
    await shownAreLoaded();
    await new Promise((resolve) => setTimeout(resolve, 50));
    found[id] = unkeyed('');
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((id) => [id, []])));
});
