import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { resolveAppFile } from '../../electron/app-files.ts';
import { answer } from '../../electron/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '../../electron/csp.ts';

vi.mock('electron', () => ({ protocol: {} }));

const ROOT = path.resolve('/app/out/renderer');

describe('which file an address means', () => {
  test.each([
    ['hindcast://app/', 'index.html'],
    ['hindcast://app/index.html?a=1#b', 'index.html'],
    ['hindcast://app/assets/main.js', 'assets/main.js'],
    ['hindcast://app/assets/a%20b.css', 'assets/a b.css'],
  ])('%s', (address, file) => {
    expect(resolveAppFile(ROOT, address)?.path).toBe(path.join(ROOT, file));
  });

  test.each([
    'hindcast://app/../main/main.cjs.html',
    'hindcast://app/..%2f..%2fpackage.json',
    'hindcast://app/%2e%2e/%2e%2e/package.json.html%2f..%2f..',
    'hindcast://app/assets/..%5c..%5cpackage.json',
    'hindcast://app/a%00.html',
    'hindcast://app/%E0%A4%A.html',
    'hindcast://app/C:%2fwindows.html',
    'hindcast://app/main.node',
    'hindcast://other/index.html',
    'hindcast://user@app/index.html',
    'file:///etc/passwd.html',
    'not an address',
  ])('never leaves the page for %s', (address) => {
    const file = resolveAppFile(ROOT, address);
    if (file !== null) expect(file.path.startsWith(ROOT + path.sep)).toBe(true);
    else expect(file).toBeNull();
  });

  test('never leaves its folder, however the dots are written', () => {
    const dots = ['..', '%2e%2e', '.%2e', '%2E.', '..%2f', '%2e%2e%2f', '..%5c', '%252e%252e'];
    for (const first of dots)
      for (const second of dots) {
        const file = resolveAppFile(ROOT, `hindcast://app/assets/${first}/${second}/secret.json`);
        if (file) expect(path.relative(ROOT, file.path)).not.toMatch(/^\.\./);
      }
  });
});

describe('what is served', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hindcast-protocol-'));
    await mkdir(path.join(folder, 'renderer'));
    await writeFile(path.join(folder, 'renderer', 'index.html'), '<p>page</p>');
    await writeFile(path.join(folder, 'secret.html'), 'secret');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const get = (address: string, method = 'GET'): Promise<Response> => answer(path.join(folder, 'renderer'), method, address);

  test('the page, with its policy', async () => {
    const response = await get('hindcast://app/');
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['hindcast://app/..%2fsecret.html', 'hindcast://app/missing.html', 'hindcast://app/assets'])('404 for %s', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  test('nothing but GET', async () => {
    expect((await get('hindcast://app/', 'POST')).status).toBe(405);
  });
});

test('the policy allows nothing by default, nothing inline and no network', () => {
  const directives = new Map(CONTENT_SECURITY_POLICY.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('style-src')).toEqual(["'self'"]);
  expect(directives.get('connect-src')).toEqual(["'none'"]);
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|ws:/);
});
