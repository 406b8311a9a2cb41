import { beforeEach, expect, test, vi } from 'vitest';
import { isAppUrl } from '../../electron/origin.ts';
import { isLocalAddress } from '../../electron/security.ts';
import { onTrusted, serveShell } from '../../electron/trusted-ipc.ts';
import type { Handlers } from '../../engine/protocol/contract.ts';
import { ExpectedError } from '../../engine/protocol/errors.ts';
import type { ShellReply } from '../../engine/protocol/shell-api.ts';

type Served = (event: unknown, params: unknown) => Promise<ShellReply<unknown>>;

const electron = vi.hoisted(() => ({
  served: new Map<string, (event: unknown, params: unknown) => unknown>(),
  heard: new Map<string, (event: unknown) => void>(),
  windows: new Set<unknown>(),
}));

vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: Served) => void electron.served.set(channel, listener),
    on: (channel: string, listener: (event: unknown) => void) => void electron.heard.set(channel, listener),
  },
  BrowserWindow: { fromWebContents: (contents: unknown) => (electron.windows.has(contents) ? {} : null) },
}));

const bugs: unknown[] = [];
const shell = {
  'shell.openData': vi.fn(() => ['/data/a.csv']),
  'shell.saveAs': vi.fn(() => null),
  'shell.savePicture': vi.fn(() => null),
  'shell.saveCsv': vi.fn(() => null),
  'shell.copy': vi.fn(),
  'shell.openFolder': vi.fn(() => null),
  'shell.reveal': vi.fn(() => {
    throw new ExpectedError('not-found', 'There is no such file.');
  }),
  'shell.workspace': vi.fn(() => ({ path: '/home/user', resume: [] })),
  'shell.openWorkspace': vi.fn(),
  'shell.openPaths': vi.fn(),
  'shell.newWindow': vi.fn(),
  'shell.closeWindow': vi.fn(),
  'shell.readState': vi.fn((): string | null => {
    throw new TypeError('a bug');
  }),
  'shell.writeState': vi.fn(),
  'shell.setRecent': vi.fn(),
  'shell.setActivity': vi.fn(),
  'shell.notify': vi.fn(),
  'shell.started': vi.fn(() => []),
  'shell.readConfig': vi.fn(() => Promise.resolve({ path: '', text: null })),
  'shell.writeConfig': vi.fn(() => Promise.resolve({ keptAs: null })),
  'shell.setMenuKeys': vi.fn(),
  'shell.zoom': vi.fn(),
} satisfies Handlers<'shell'>;

function eventFrom(url: string, { top = true, ours = true, gone = false } = {}): unknown {
  const frame = { url };
  const sender = { mainFrame: top ? frame : { url: 'hindcast://app/index.html' }, isDestroyed: () => gone };
  if (ours) electron.windows.add(sender);
  return { sender, senderFrame: frame };
}

function call(method: string, params: unknown, event = eventFrom('hindcast://app/index.html')): Promise<ShellReply<unknown>> {
  const served = electron.served.get(method) as Served | undefined;
  if (!served) throw new Error(`${method} is not served.`);
  return served(event, params);
}

beforeEach(() => {
  electron.windows.clear();
  bugs.length = 0;
  vi.clearAllMocks();
  serveShell(
    () => shell,
    (error) => void bugs.push(error),
  );
});

test('serves every method of the contract, and no other channel', () => {
  expect([...electron.served.keys()].sort()).toEqual(Object.keys(shell).sort());
});

test('answers the app itself', async () => {
  expect(await call('shell.openData', {})).toEqual({ ok: true, result: ['/data/a.csv'] });
});

test.each([
  ['a foreign page', () => eventFrom('https://example.com/')],
  ['a file', () => eventFrom('file:///app/index.html')],
  ['a host that begins like ours', () => eventFrom('hindcast://app.example.com/')],
  ['another host of our scheme', () => eventFrom('hindcast://other/index.html')],
  ['a frame inside the page', () => eventFrom('hindcast://app/index.html', { top: false })],
  ['something that is no window of ours', () => eventFrom('hindcast://app/index.html', { ours: false })],
  ['a page that is gone', () => eventFrom('hindcast://app/index.html', { gone: true })],
  ['no frame', () => ({ ...(eventFrom('hindcast://app/index.html') as object), senderFrame: null })],
])('refuses %s', async (_name, event) => {
  for (const method of Object.keys(shell)) {
    expect(await call(method, {}, event())).toMatchObject({ ok: false, error: { code: 'untrusted-sender' } });
  }
  for (const handler of Object.values(shell)) expect(handler).not.toHaveBeenCalled();
});

test.each([
  ['shell.openData', { extra: 1 }],
  ['shell.saveAs', { suggestedName: 'a', kind: 'exe' }],
  ['shell.saveAs', null],
  ['shell.reveal', { path: 7 }],
  ['shell.writeState', {}],
  ['shell.writeState', { scope: 'mine', json: '{}' }],
  ['shell.openWorkspace', { path: '/x', where: 'there' }],
  ['shell.setActivity', { progress: 'half', quit: null }],
  ['shell.setActivity', []],
])('refuses bad parameters for %s', async (method, params) => {
  expect(await call(method, params)).toMatchObject({ ok: false, error: { code: 'invalid-params' } });
  expect(shell[method as keyof typeof shell]).not.toHaveBeenCalled();
});

test('an expected error crosses whole; a bug is logged and crosses with its message', async () => {
  expect(await call('shell.reveal', { path: '/x' })).toMatchObject({ ok: false, error: { kind: 'expected', code: 'not-found' } });
  expect(bugs).toEqual([]);
  expect(await call('shell.readState', { scope: 'shared' })).toMatchObject({ ok: false, error: { kind: 'bug', message: 'a bug' } });
  expect(bugs).toHaveLength(1);
});

test('messages without an answer are heard from the app only', () => {
  const listener = vi.fn();
  onTrusted('port', listener);
  electron.heard.get('port')?.(eventFrom('https://example.com/'));
  expect(listener).not.toHaveBeenCalled();
  electron.heard.get('port')?.(eventFrom('hindcast://app/index.html'));
  expect(listener).toHaveBeenCalledOnce();
});

test('what may be asked for stays on the machine', () => {
  for (const address of ['hindcast://app/a.js', 'data:text/plain,x', 'blob:hindcast://app/1', 'devtools://devtools/x.js'])
    expect(isLocalAddress(address)).toBe(true);
  for (const address of ['https://example.com', 'http://localhost:1', 'ws://x', 'file:///etc/passwd', 'ftp://x', 'hindcast://evil/', 'x'])
    expect(isLocalAddress(address)).toBe(false);
  expect(isAppUrl('hindcast://app@evil/')).toBe(false);
});
