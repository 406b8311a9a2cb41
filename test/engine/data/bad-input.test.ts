import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importFile, previewFile } from '../../../engine/data/index.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { read, refusal, write } from './files.ts';

const rows = (count: number): string => Array.from({ length: count }, (_, i) => `${i},${i * 2}`).join('\n');

describe('a file that is no table of numbers is refused with a code and a way out', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['empty', '', 'file-empty', /is empty; choose/],
    ['blank', '\n \n\n', 'no-data', /no rows/],
    ['a byte order mark', '\uFEFF', 'no-data', /no rows/],
    ['a header only', 'date,v\n', 'no-data', /header but no rows/],
    ['one row', 'date,v\n2024-01-01,1\n', 'too-few-rows', /one row/],
    ['no numbers', 'date,v\n2024-01-01,a\n2024-01-02,b\n', 'no-numeric-column', /No column holds numbers/],
    ['prose', 'It was the best of times.\nIt was the worst of times.\nIt was the age of wisdom.\n', 'no-numeric-column', /delimiter/],
    ['zero bytes', Buffer.from('date,v\n2024-01-01,\0\n2024-01-02,2\n'), 'binary-file', /byte 19 is zero/],
    ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), 'binary-file', /Excel/],
    ['gzip', gzipSync('date,v\n2024-01-01,1\n'), 'binary-file', /gzip/],
    ['random bytes', createHash('sha512').update('x').digest(), 'binary-file|no-data|no-numeric-column|too-few-rows', /./],
    ['10,001 columns', `${'1,'.repeat(10_001)}1\n`.repeat(3), 'too-many-columns', /10002 columns/],
    ['a line beyond 16 MiB', `a,b\n1,2\n${'x'.repeat(17 * 2 ** 20)}`, 'line-too-long', /Line 3 .*16 MiB/],
    ['one line beyond 16 MiB', 'x'.repeat(17 * 2 ** 20), 'line-too-long', /16 MiB/],
    ['an open quotation mark beyond 16 MiB', `a,b\n1,2\n3,"${'x\n'.repeat(9 * 2 ** 20)}`, 'line-too-long', /quotation mark/],
  ])('%s', async (_, content, codes, message) => {
    const path = write(content);
    const error = await refusal(importFile(path));
    expect(codes.split('|')).toContain(error.code);
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(400);
  });

  it('missing', async () => {
    const error = await refusal(importFile('/nowhere/at/all.csv'));
    expect(error).toMatchObject({ code: 'file-missing', details: { path: '/nowhere/at/all.csv' } });
    expect((await refusal(previewFile('/nowhere/at/all.csv'))).code).toBe('file-missing');
  });

  it('a folder', async () => {
    const folder = join(write('x'), '..');
    expect((await refusal(importFile(folder))).code).toBe('file-is-folder');
  });

  it('below a file', async () => {
    expect((await refusal(importFile(join(write('x'), 'y.csv')))).code).toBe('file-missing');
  });

  it.skipIf(process.platform === 'win32')('a pipe, which is not waited for', async () => {
    const path = join(write('x'), '..', 'pipe.csv');
    execFileSync('mkfifo', [path]);
    expect((await refusal(importFile(path))).code).toBe('file-special');
    expect((await refusal(importFile('/dev/zero'))).code).toBe('file-special');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('one that may not be read', async () => {
    const path = write('a,b\n1,2\n3,4\n');
    chmodSync(path, 0);
    expect((await refusal(importFile(path))).code).toBe('file-unreadable');
  });
});

describe('a preview of a file that cannot be imported', () => {
  it('shows what is there, and the reason', async () => {
    const preview = await previewFile(write('date,v\n2024-01-01,a\n2024-01-02,b\n'));
    expect(preview.sample).toHaveLength(2);
    expect(preview.findings).toContainEqual(expect.objectContaining({ code: 'no-numeric-column', severity: 'error' }));
  });
});

describe('a file that changes while it is read', () => {
  const big = `a,b\n${rows(300_000)}\n`;
  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, '1,2\n')],
    ['is removed', (path) => rmSync(path)],
    [
      'is replaced',
      (path) => {
        writeFileSync(`${path}.new`, big);
        renameSync(`${path}.new`, path);
      },
    ],
    ['is cut', (path) => writeFileSync(path, 'a,b\n1,2\n')],
  ])('and %s is refused', async (_, change) => {
    const path = write(big);
    let changed = false;
    const onProgress = (): void => {
      if (!changed) change(path);
      changed = true;
    };
    const error = await refusal(importFile(path, {}, { onProgress }));
    expect(error.code).toBe('file-changed');
  });
});

describe('progress and cancelling', () => {
  const path = write(`a,b\n${rows(400_000)}\n`);

  it('progress rises to the size of the file, and the hash is that of its bytes', async () => {
    const seen: number[] = [];
    const bytes = readFileSync(path);
    const dataset = await importFile(
      path,
      {},
      { onProgress: (share, rows) => (expect(rows).toBeLessThanOrEqual(400_000), seen.push(share)) },
    );
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(5);
    expect(dataset.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(dataset.bytes).toBe(bytes.length);
    expect(dataset.time.length).toBe(400_000);
  });

  it('is cancelled within 200 ms', async () => {
    const controller = new AbortController();
    let asked = 0;
    const onProgress = (share: number): void => {
      if (share > 0.2 && asked === 0) {
        asked = performance.now();
        controller.abort();
      }
    };
    await expect(importFile(path, {}, { signal: controller.signal, onProgress })).rejects.toBeInstanceOf(CancelledError);
    expect(performance.now() - asked).toBeLessThan(200);
  });

  it('is cancelled before it starts', async () => {
    const signal = AbortSignal.abort();
    await expect(importFile(path, {}, { signal })).rejects.toBeInstanceOf(CancelledError);
    await expect(previewFile(path, {}, signal)).rejects.toBeInstanceOf(CancelledError);
  });

  it('a timer is heard while a million cells are read', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await importFile(path);
    clearInterval(timer);
    expect(longest).toBeLessThan(400);
  });
});

describe('settings that contradict themselves', () => {
  it.each([
    [{ decimal: ',', thousands: ',' } as const, 'separators-equal'],
    [{ time: { format: '%%%', zone: 'UTC' } }, 'bad-date-format'],
    [{ time: { format: 'dd.MM.yyyy', zone: 'UTC' } }, 'unknown-dates'],
    [{ columns: [{ name: 'w', role: 'time' as const }] }, 'unknown-dates'],
  ])('%j', async (overrides, code) => {
    const error = await refusal(read('date,v,w\n2024-01-01,1,a\n2024-01-02,2,b\n', overrides));
    expect(error.code).toBe(code);
  });
});
