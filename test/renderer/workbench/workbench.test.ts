// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shownAreLoaded } from '../../../renderer/base/ui/lazy.ts';
import { contributions } from '../../../renderer/contrib/index.ts';
import type { RunningWorkbench } from '../../../renderer/workbench/start.ts';
import { startWorkbench } from '../../../renderer/workbench/start.ts';
import { everyPanel, everyUri, everyView } from '../fixture/every-uri.ts';
import { emptyWorld, fullWorld } from '../fixture/fake-engine.ts';
import type { FakeDesktop } from '../fixture/fake-shell.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

let root: HTMLElement;
let desktop: FakeDesktop;
let running: RunningWorkbench | null = null;

async function start(leaveOut?: string): Promise<RunningWorkbench> {
  running = await startWorkbench(
    root,
    desktop.shell,
    contributions.filter(({ id }) => id !== leaveOut),
  );
  await vi.waitFor(() => expect(running?.services.workspace.loading.value).toBe(false));
  return running;
}

beforeEach(() => {
  // The page's door checks where a port comes from; happy-dom does not say.
  vi.stubGlobal('origin', 'http://localhost');
  // Nor has it an idle moment: what these tests open is loaded when it is shown.
  vi.stubGlobal('requestIdleCallback', () => 0);
  vi.stubGlobal('cancelIdleCallback', () => {});
  root = document.createElement('div');
  document.body.append(root);
  desktop = createFakeDesktop(fullWorld());
});
afterEach(() => {
  running?.stop();
  running = null;
  root.remove();
  vi.unstubAllGlobals();
});

test('the window starts on the welcome page and opens the workspace', async () => {
  const { services } = await start();
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('welcome:'));
  expect(services.workspace.datasets.value).toHaveLength(2);
  expect(root.querySelector('[data-testid="status-workspace"]')?.textContent).toContain('Hindcast');
  expect(services.notifications.toasts.filter((toast) => toast.severity === 'error')).toEqual([]);
});

test.each(contributions.map(({ id }) => id))('the window starts without %s', async (id) => {
  const { services } = await start(id);
  expect(root.querySelector('[data-testid="workbench"]')).not.toBeNull();
  for (const uri of everyUri) services.editors.open(uri, { preview: false });
  await vi.waitFor(() => expect(services.editors.editors.value.length).toBeGreaterThanOrEqual(everyUri.length));
  for (const { id: container } of services.views.containers.all()) services.layout.showContainer(container);
  for (const { id: panel } of services.views.panels.all()) services.layout.showPanel(panel);
  await shownAreLoaded();
  // On a busy machine a module takes its time.
  await vi.waitFor(() => expect(root.querySelector('[data-testid="lazy-loading"]')).toBeNull(), { timeout: 20_000 });
  expect(services.notifications.toasts.filter((toast) => toast.severity === 'error')).toEqual([]);
});

test('the lists of editors, views and panels in these tests name every one', async () => {
  const { services } = await start();
  const named = new Set(everyUri.map((uri) => uri.split(':')[0]));
  const kinds = services.views.editors.all().map(({ scheme }) => scheme);
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => !named.has(kind))).toEqual([]);
  // The same list tells the places that axe looks at what there is to see.
  expect(
    services.views.views
      .all()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...everyView].sort());
  expect(
    services.views.panels
      .all()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...everyPanel].sort());
});

test('every contribution takes back what it registered', async () => {
  const { services, stop } = await start();
  stop();
  running = null;
  expect(services.commands.all()).toEqual([]);
  expect(services.views.editors.all()).toEqual([]);
  expect(services.views.statusItems.all()).toEqual([]);
});

test('every key and every menu item has a command', async () => {
  const { services } = await start();
  for (const id of ['data.open', 'workspace.open', 'settings.open', 'editors.close', 'commands.show', 'quickOpen.show', 'welcome.show']) {
    expect(services.commands.has(id)).toBe(true);
  }
});

test('open editors come back at the next start', async () => {
  const { services, stop } = await start();
  services.editors.open('dataset:airline', { preview: false });
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('dataset:airline'));
  await vi.waitFor(() => expect(desktop.workspaceState).toContain('dataset:airline'), 3000);
  stop();
  const next = await start();
  await vi.waitFor(() => expect(next.services.editors.editors.value.map((editor) => editor.uri)).toContain('dataset:airline'));
});

test('a layout that does not fit is said and kept aside, and the welcome page opens', async () => {
  const editorLayout = { grid: {}, panels: { x: { params: {} } } };
  desktop.workspaceState = JSON.stringify({ version: 1, values: { editorLayout, layout: 7 }, damaged: [] });
  const { services } = await start();
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('welcome:'));
  expect(services.notifications.toasts.map(({ message }) => message).join()).toContain('kept aside');
  services.state.flush();
  await vi.waitFor(() => expect(JSON.parse(desktop.workspaceState ?? '')).toMatchObject({ damaged: [JSON.stringify({ editorLayout })] }));
});

test('another folder is opened by the desktop: here, or beside a training in a window of its own', async () => {
  const { services } = await start();
  await services.commands.execute('workspace.open', { path: '/home/ada/b' });
  services.jobs.update({
    id: 'training:run-9',
    kind: 'training',
    title: 'GRU',
    state: 'running',
    progress: 0.5,
    remainingSeconds: null,
    message: '',
  });
  await services.commands.execute('workspace.open', { path: '/home/ada/c' });
  expect(desktop.calls).toEqual(['here /home/ada/b', 'new /home/ada/c']);
});

test('a run that trained when the window was left goes on, and nobody is asked about it', async () => {
  desktop.resume = ['run-3'];
  const resumed: string[] = [];
  running = await startWorkbench(root, desktop.shell, contributions);
  const { services } = running;
  const { call } = services.engine;
  services.engine.call = (method, params, options) => {
    if (method === 'training.resume') resumed.push(JSON.stringify(params));
    return call.call(services.engine, method, params, options);
  };
  await vi.waitFor(() => expect(resumed).toEqual(['{"runId":"run-3"}']));
  expect(services.notifications.toasts.map(({ message }) => message).join()).not.toContain('interrupted');
});

test('a command of the menu comes with its arguments', async () => {
  const { services } = await start();
  desktop.command('data.open', { path: '/home/ada/menu.csv' });
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('import:/home/ada/menu.csv'));
});

test('when the engine dies it is said, and the workspace comes back with its successor', async () => {
  const { services } = await start();
  desktop.killEngine(false);
  await vi.waitFor(() => expect(root.querySelector('[data-testid="engine-banner"]')?.textContent).toContain('segmentation fault'));
  root.querySelector<HTMLElement>('[data-testid="engine-banner"] button')?.click();
  await vi.waitFor(() => expect(services.engine.state.value).toBe('ready'));
  await vi.waitFor(() => expect(services.notifications.status.value).toContain('running again'));
  expect(root.querySelector('[data-testid="engine-banner"]')).toBeNull();
});

test('a file named on the command line opens its import', async () => {
  desktop = createFakeDesktop(emptyWorld());
  const { services } = await start();
  desktop.openPaths(['/home/ada/a.csv']);
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('import:/home/ada/a.csv'));
});
