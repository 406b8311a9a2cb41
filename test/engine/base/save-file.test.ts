import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveFile } from '../../../engine/base/save-file.ts';
import { removeLeftTempFiles, tempPathFor } from '../../../engine/base/temp-file.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { createFaultyFileSystem, type Fault, Killed } from './faulty-file-system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-save-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'file.bin');

async function refusal(run: Promise<unknown>): Promise<ExpectedError> {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExpectedError);
  return error as ExpectedError;
}

test('saves texts, bytes and chunks, and says what it saved', async () => {
  async function* chunks() {
    yield 'grüße\n';
    yield Buffer.from([0, 255]);
  }
  const expected = Buffer.concat([Buffer.from('grüße\n'), Buffer.from([0, 255])]);
  expect(await saveFile(path(), chunks(), { verify: true })).toEqual({
    bytes: expected.length,
    hash: createHash('sha256').update(expected).digest('hex'),
  });
  expect(readFileSync(path())).toEqual(expected);
  await saveFile(path(), '');
  expect(readFileSync(path()).length).toBe(0);
  expect(readdirSync(folder)).toEqual(['file.bin']);
});

test('keeps permissions, and a link keeps pointing to its file', async () => {
  writeFileSync(path(), 'old');
  chmodSync(path(), 0o640);
  const link = join(folder, 'link');
  symlinkSync('file.bin', link);
  await saveFile(link, 'new');
  expect(readFileSync(path(), 'utf8')).toBe('new');
  expect(statSync(path()).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(['file.bin', 'link']);
});

test('says why it cannot save, and what to do', async () => {
  mkdirSync(path());
  expect((await refusal(saveFile(path(), 'x', { doing: 'save the forecast as' }))).message).toBe(
    `Could not save the forecast as ${path()}: it is a folder. Choose a file name inside it.`,
  );
  expect((await refusal(saveFile(join(folder, 'no', 'x'), 'x'))).code).toBe('folder-missing');
  writeFileSync(join(folder, 'plain'), '');
  expect((await refusal(saveFile(join(folder, 'plain', 'x'), 'x'))).code).toBe('not-a-folder');
  chmodSync(join(folder, 'plain'), 0o444);
  expect((await refusal(saveFile(join(folder, 'plain'), 'x'))).code).toBe('no-permission');
  expect((await refusal(saveFile('/dev/null', 'x'))).code).toBe('not-a-file');
});

test('a producer that fails and a cancellation leave the old version and nothing else', async () => {
  writeFileSync(path(), 'old');
  const bug = new Error('producer');
  await expect(
    saveFile(
      path(),
      (function* () {
        yield 'half';
        throw bug;
      })(),
    ),
  ).rejects.toBe(bug);
  const controller = new AbortController();
  const cancelled = saveFile(
    path(),
    (function* () {
      yield 'half';
      controller.abort();
      yield 'more';
    })(),
    { signal: controller.signal },
  );
  await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
  expect(readFileSync(path(), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file.bin']);
});

test('removes the temporary files of dead processes only', async () => {
  const own = tempPathFor(path());
  const dead = join(folder, '.file.bin.4194999-1.saving');
  for (const name of [own, dead, join(folder, '.other'), join(folder, `.a.${process.ppid}-1.saving`)]) writeFileSync(name, '');
  expect(await removeLeftTempFiles(folder)).toBe(1);
  expect(readdirSync(folder).length).toBe(3);
});

describe('whatever operation fails, the file is the old or the new version', () => {
  const old = Buffer.alloc(3000, 'old');
  const chunks = [Buffer.alloc(2000, 'a'), Buffer.alloc(1000, 'b')];
  const fresh = Buffer.concat(chunks);
  const faults: Fault[] = ['ENOSPC', 'EIO', 'short write', 'lost write', 'kill before', 'kill after'];

  test.each(faults)('%s', async (fault) => {
    const dry = createFaultyFileSystem(0, fault);
    writeFileSync(path(), old);
    await saveFile(path(), chunks, { fileSystem: dry });
    expect(dry.names).toEqual(['inspect', 'create', 'write', 'write', 'chmod', 'sync', 'size', 'close', 'rename', 'syncFolder']);

    for (const before of [old, null]) {
      for (let at = 1; at <= dry.operations; at++) {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
        if (before !== null) writeFileSync(path(), before);
        const outcome = await saveFile(path(), chunks, { fileSystem: createFaultyFileSystem(at, fault) }).then(
          () => 'saved',
          (error: unknown) => error,
        );
        const names = readdirSync(folder);
        const now = names.includes('file.bin') ? readFileSync(path()) : null;
        const isNew = now !== null && now.equals(fresh);
        const isOld = before === null ? now === null : now !== null && now.equals(before);
        const where = `${fault} at ${dry.names[at - 1]!}`;
        expect(isNew || isOld, where).toBe(true);
        if (outcome === 'saved') expect(isNew, where).toBe(true);
        else if (fault.startsWith('kill')) expect(outcome).toBeDefined();
        else {
          expect(outcome, where).toBeInstanceOf(ExpectedError);
          expect(isOld, where).toBe((outcome as ExpectedError).code !== 'not-durable');
          expect(
            names.filter((name) => name !== 'file.bin'),
            where,
          ).toEqual([]);
        }
        if (outcome instanceof Killed) expect(fault.startsWith('kill')).toBe(true);
      }
    }
  });

  test('a disk that gives back other bytes is found out when asked to verify', async () => {
    const fileSystem = createFaultyFileSystem(0, 'EIO');
    const lying = {
      ...fileSystem,
      create: async (name: string) => {
        const file = await fileSystem.create(name);
        return { ...file, write: (bytes: Uint8Array) => file.write(bytes.map((byte) => byte ^ 1)) };
      },
    };
    expect((await refusal(saveFile(path(), 'abc', { fileSystem: lying, verify: true }))).code).toBe('disk-error');
    expect(readdirSync(folder)).toEqual([]);
  });
});
