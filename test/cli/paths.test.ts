import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportResult, RunDetail } from '../../engine/protocol/training.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-paths-'));
const HORIZON = 3;

/** Two products with seasons of whole numbers, and one value that is none where asked for. */
function sales(name: string, broken: boolean): string {
  const rows = ['shop', 'market'].flatMap((product, p) =>
    Array.from({ length: 150 }, (_, t) => {
      const value = Math.round(3 + 10 * p + 3 * Math.sin(t / 1.9) + ((t * 7) % 5));
      const month = `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}`;
      return `${product},${month},${broken && p === 1 && t === 20 ? value + 0.5 : value}`;
    }),
  );
  writeFileSync(join(folder, name), `product,month,sold\n${rows.join('\n')}\n`);
  return name;
}

async function json<T>(args: string[]): Promise<T> {
  const { code, stdout, stderr } = await hindcast([...args, '--json', '--quiet'], { cwd: folder });
  expect(`${code} ${stderr}`).toBe('0 ');
  return JSON.parse(stdout) as T;
}

const task = ['--target', 'sold', '--horizon', String(HORIZON), '--context', '12', '--hidden', '6', '--epochs', '3'];

describe('sample paths on the command line', () => {
  beforeAll(async () => {
    const options = ['--structure', 'deepar', '--loss', 'negativebinomial', '--out', 'runs/sales'];
    const run = await json<RunDetail>(['train', sales('sales.csv', false), ...task, ...options]);
    expect(run.config).toMatchObject({ model: { structure: 'deepar' }, training: { loss: 'negativeBinomial' }, data: { anchor: false } });
  }, 60_000);

  it('go to a file, whole numbers of every series, the same for the same seed', async () => {
    const write = async (name: string, seed: string): Promise<string> => {
      const args = ['forecast', 'runs/sales', '--paths', '20', '--seed', seed, '--out', name];
      expect(await json<{ rows: number }>(args)).toMatchObject({ rows: 2 * 20 * HORIZON });
      return readFileSync(join(folder, name), 'utf8');
    };
    const first = await write('a.csv', '3');
    const lines = first.trim().split('\r\n');
    expect(lines[0]).toBe('series,path,time,value');
    expect(lines[1]).toMatch(/^\w+,1,2002-07-01,\d+$/);
    expect(lines.slice(1).every((line) => /^(shop|market),\d+,2002-0[789]-01,\d+$/.test(line))).toBe(true);
    expect(await write('b.csv', '3')).toBe(first);
    expect(await write('c.csv', '4')).not.toBe(first);
  });

  it('tell the sums of the steps', async () => {
    interface Sums {
      quantiles: number[];
      series: Array<{ seriesId: string; paths: number[]; cumulated: number[] }>;
    }
    const { series, quantiles } = await json<Sums>(['forecast', 'runs/sales', '--sum', '--paths', '99']);
    for (const { paths, cumulated } of series) {
      const totals = Array.from({ length: 99 }, (_, s) => paths.slice(s * HORIZON, (s + 1) * HORIZON).reduce((a, b) => a + b, 0));
      const median = totals.sort((a, b) => a - b)[49];
      expect(cumulated[(HORIZON - 1) * quantiles.length + quantiles.indexOf(0.5)]).toBe(median);
    }
    const text = await hindcast(['forecast', 'runs/sales', '--sum', '--quiet'], { cwd: folder });
    expect(text.stdout).toMatch(/sums up to each step, from 1000 paths\n\s*time +q0\.1/);
  });

  it('go into the exported file', async () => {
    const exported = await json<ExportResult>(['export', 'runs/sales', '--out', 'sales.onnx']);
    expect(exported.inputs.map(({ name }) => name)).toEqual(['target', 'series', 'noise']);
    expect(exported.relativeDifference).toBeLessThanOrEqual(exported.tolerance);
    const scored = await json<{ rows: number }>(['score', 'sales.onnx', 'sales.csv', '--out', 'scored.csv']);
    expect(scored.rows).toBe(2 * HORIZON);
    const forecast = await json<{ path: string }>(['forecast', 'runs/sales', '--out', 'forecast.csv']);
    expect(forecast.path).toContain('forecast.csv');
    const numbers = (name: string): number[] =>
      readFileSync(join(folder, name), 'utf8')
        .trim()
        .split('\r\n')
        .slice(1)
        .flatMap((line) => line.split(',').slice(2).map(Number));
    const [a, b] = [numbers('scored.csv'), numbers('forecast.csv')];
    expect(a).toHaveLength(b.length);
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 3));
  });

  it('are refused where the model draws none, and where the data are no counts', async () => {
    await json(['train', 'sales.csv', ...task, '--out', 'runs/plain']);
    const plain = await hindcast(['forecast', 'runs/plain', '--paths', '5'], { cwd: folder });
    expect(plain.code).toBe(1);
    expect(plain.stderr).toContain('Expected a run of structure deepar for sample paths');
    const broken = await hindcast(['train', sales('broken.csv', true), ...task, '--loss', 'negativeBinomial'], { cwd: folder });
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/whole numbers from 0 on in column "sold" .* line 172 has \d+\.5/);
  });
});
