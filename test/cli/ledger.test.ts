import { appendFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../../engine/protocol/forecasts.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-ledger-'));
const run = (args: string[]) => hindcast([...args, '--quiet'], { cwd: folder });
const line = (month: number): string =>
  `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${(100 + month + 20 * Math.sin((month * Math.PI) / 6)).toFixed(2)}\n`;

describe('the ledger on the command line', () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'air.csv'), `month,passengers\n${Array.from({ length: 120 }, (_, month) => line(month)).join('')}`);
    const task = ['--target', 'passengers', '--horizon', '4', '--context', '12', '--epochs', '3', '--out', 'runs/air'];
    expect((await run(['train', 'air.csv', ...task])).code).toBe(0);
    const { code, stdout } = await run(['forecast', 'runs/air', '--out', 'air.parquet', '--keep', 'work']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Kept as "air" in work/);
  }, 60_000);

  it('says what has come once the file has grown', async () => {
    expect((await run(['ledger', 'work'])).stdout).toMatch(/air .*0 of 4/);
    appendFileSync(join(folder, 'air.csv'), [120, 121, 122].map(line).join(''));
    expect((await run(['ledger', 'work'])).stdout).toMatch(/air +2020-01-01 +3 of 4/);
    const { entries } = JSON.parse((await run(['ledger', 'work', '--json'])).stdout) as Ledger;
    expect(entries[0]).toMatchObject({ known: 3, score: { points: 3 }, revised: 0, problem: null });
  });

  it('makes no workspace of a folder that is none', async () => {
    const { code, stderr } = await run(['ledger', 'wrok']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/wrok is no workspace/);
    expect(existsSync(join(folder, 'wrok'))).toBe(false);
  });
});
