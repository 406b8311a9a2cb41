/** The desktop shell itself: the window, its walls, its engine, and files from outside. What the workbench does is tested beside. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShellApi } from '../../engine/protocol/shell-api.ts';
import { describeApp, killHard, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';
import { ROOT } from './runtime.ts';

/** The page as a test sees it. */
interface PageGlobals {
  hindcast: ShellApi;
  seenPaths?: string[];
  gone?: boolean;
  said?: string | undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until<T>(ask: () => Promise<T | null | undefined>, milliseconds: number, what: string): Promise<T> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited ${milliseconds} ms for ${what}.`);
}

describeApp('the window', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('opens the app from its own address', async () => {
    expect(app.page.url()).toBe('hindcast://app/index.html');
    expect(await app.page.title()).toContain('Hindcast');
    await app.screenshot('window');
  });

  test('has a sandboxed, isolated page without Node', async () => {
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'ipcRenderer'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  test('gives the page a frozen shell of named functions only', async () => {
    const shell = await app.page.evaluate(() => {
      const { hindcast } = globalThis as unknown as PageGlobals;
      return { frozen: Object.isFrozen(hindcast), names: Object.keys(hindcast).sort() };
    });
    expect(shell.frozen).toBe(true);
    expect(shell.names).toEqual(
      [
        'call',
        'languages',
        'onCommand',
        'onConfigChanged',
        'onEngineGone',
        'onOpenPaths',
        'onSharedState',
        'pathForFile',
        'platform',
        'requestEnginePort',
        'versions',
      ].sort(),
    );
  });

  test('answers calls of the contract and refuses others', async () => {
    const answers = await app.page.evaluate(async () => {
      const { hindcast } = globalThis as unknown as PageGlobals;
      const call = hindcast.call as (
        method: string,
        params: unknown,
      ) => Promise<{ ok: boolean; result?: unknown; error?: { code: string } }>;
      return [await call('shell.workspace', {}), await call('shell.reveal', { path: 3 }), await call('hindcast:port', {})];
    });
    expect(answers).toMatchObject([
      { ok: true, result: { path: app.workspace, resume: [] } },
      { ok: false, error: { code: 'invalid-params' } },
      { ok: false, error: { code: 'bug' } },
    ]);
  });

  test('runs no inline script, no eval, opens no window and goes nowhere', async () => {
    const outcome = await app.page.evaluate(async () => {
      // What the inspector evaluates is exempt from the policy; what runs in a later turn is not.
      await new Promise((resolve) => setTimeout(resolve));
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.head.append(script);
      let evalRan = true;
      try {
        new Function('return 1')();
      } catch {
        evalRan = false;
      }
      const opened = window.open('https://example.com') !== null;
      location.href = 'https://example.com/';
      return { inlineRan: 'inlineRan' in globalThis, evalRan, opened };
    });
    expect(outcome).toEqual({ inlineRan: false, evalRan: false, opened: false });
    await app.page.waitForTimeout(300);
    expect(app.page.url()).toBe('hindcast://app/index.html');
    expect(app.problems.splice(0).join('\n')).toMatch(/Content Security Policy/);
  });

  test('sends nothing over the network, not even to this machine', async () => {
    let hits = 0;
    const server = createServer((_request, response) => {
      hits++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await app.page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await fetch(url).catch(() => undefined);
      navigator.sendBeacon(url);
    }, address);
    const fromMain = await app.electron.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      address,
    );
    server.close();
    expect({ fromMain, hits }).toEqual({ fromMain: 'refused', hits: 0 });
    app.problems.length = 0;
  });

  test('serves no file from outside its folder', async () => {
    const addresses = ['hindcast://app/..%2f..%2fpackage.json', 'hindcast://app/%2e%2e/main/main.cjs', 'hindcast://app/index.html'];
    const statuses = await app.electron.evaluate(
      ({ session }, urls) => Promise.all(urls.map((url) => session.defaultSession.fetch(url).then((response) => response.status))),
      addresses,
    );
    expect(statuses).toEqual([404, 404, 200]);
  });

  test('grants no permission', async () => {
    const states = await app.page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera'] as PermissionName[]).map((name) =>
          navigator.permissions.query({ name }).then((s) => s.state),
        ),
      ),
    );
    expect(states).not.toContain('granted');
  });

  test('hears of a file that a second start names, and stays the only one', async () => {
    const file = path.join(app.folder, 'second.csv');
    await writeFile(file, 'date,value\n2024-01-01,1\n2024-01-02,2\n');
    await app.page.evaluate(() => {
      const globals = globalThis as unknown as PageGlobals;
      globals.hindcast.onOpenPaths((paths) => (globals.seenPaths = paths));
    });
    const { executable, display } = await app.electron.evaluate(() => ({ executable: process.execPath, display: process.env['DISPLAY'] }));
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const second = spawn(executable, [ROOT, ...asRoot, `--user-data-dir=${path.join(app.folder, 'user-data')}`, file], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display },
    });
    await new Promise((resolve) => second.once('exit', resolve));
    const seen = await until(() => app.page.evaluate(() => (globalThis as unknown as PageGlobals).seenPaths), 5000, 'the file');
    expect(seen).toEqual([file]);
  });
});

describeApp('the engine', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('dies, the window says so, and a new one is there within a second', async () => {
    const first = await until(() => app.engineProcess(), 10_000, 'the engine');
    await app.page.evaluate(() => {
      const globals = globalThis as unknown as PageGlobals;
      globals.hindcast.onEngineGone(() => {
        globals.gone = true;
      });
      new MutationObserver(() => (globals.said ??= /engine has stopped[^.]*\./i.exec(document.body.innerText)?.[0])).observe(
        document.body,
        {
          childList: true,
          subtree: true,
          characterData: true,
        },
      );
    });
    const killedAt = performance.now();
    killHard(first);
    const second = await until(async () => ((await app.engineProcess()) === first ? null : app.engineProcess()), 5000, 'a new engine');
    expect(performance.now() - killedAt).toBeLessThan(1000);
    expect(isAlive(second)).toBe(true);
    await until(() => app.page.evaluate(() => (globalThis as unknown as PageGlobals).gone), 2000, 'word of it to the page');
    await until(() => app.page.evaluate(() => (globalThis as unknown as PageGlobals).said), 2000, 'a sentence in the window');
    await app.screenshot('engine-restarted');
    expect(await app.log()).toMatch(/ended unexpectedly/);
    expect(app.page.isClosed()).toBe(false);
  });

  test('ends with the app', async () => {
    const other = await launch();
    const pid = await until(() => other.engineProcess(), 10_000, 'the engine');
    await other.close();
    expect(isAlive(pid)).toBe(false);
  });
});

describeApp('a second launch', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hindcast-place-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('finds the window where it was', async () => {
    const wanted = { x: 60, y: 40, width: 1000, height: 700 };
    const first = await launch({ folder });
    await first.electron.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), wanted);
    await first.page.waitForTimeout(800);
    await first.close();
    const second = await launch({ folder, size: null });
    const found = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    await second.close();
    expect(found).toEqual(wanted);
  });
});
