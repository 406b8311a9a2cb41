import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { importFile, previewFile } from '../../../engine/data/index.ts';
import { RecordParser } from '../../../engine/data/csv/records.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';

/** Public collections of bad CSV; they lie beside the checkout, as their licences differ. */
const corpora = join(import.meta.dirname, '../../../../shared/data/csv');
const absent = !existsSync(corpora);
if (absent) console.warn(`SKIPPED: the CSV corpora are not at ${corpora}; Pollock, csv-spectrum and DuckDB's files are not tested.`);

/** What was read, or why it was not. */
type Outcome = Dataset | ExpectedError;

async function outcome(path: string): Promise<Outcome> {
  try {
    return await importFile(path);
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
}

describe.skipIf(absent)('corpora', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-corpora-'));
  const unpack = (name: string): void => void execFileSync('tar', ['xf', join(corpora, name), '-C', folder]);
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

  describe('csv-spectrum', () => {
    // Upstream's location_coordinates.json does not belong to its CSV; empty.json spells missing cells out.
    const names = readdirSync(join(corpora, 'csv-spectrum/csvs'))
      .map((file) => file.replace('.csv', ''))
      .filter((name) => name !== 'location_coordinates');

    it.each(names)('%s', (name) => {
      const text = readFileSync(join(corpora, `csv-spectrum/csvs/${name}.csv`), 'utf8');
      const parser = new RecordParser({ delimiter: ',', quote: '"', newline: '\n' });
      const [header = [], ...records] = [parser.push(text), parser.end()].flatMap((batch) => batch.records);
      const objects = records.map((record) => Object.fromEntries(header.map((key, i) => [key, record[i]])));
      expect(objects).toEqual(JSON.parse(readFileSync(join(corpora, `csv-spectrum/json/${name}.json`), 'utf8')));
    });
  });

  describe('Pollock: 2,290 polluted files beside their clean versions', () => {
    beforeAll(() => unpack('pollock-polluted.tar.xz'));

    /** All cells that an import keeps. */
    const content = (dataset: Dataset): string =>
      JSON.stringify([
        [...dataset.time],
        dataset.numeric.map(({ values }) => Array.from(values, (value) => (Number.isNaN(value) ? null : value))),
        dataset.text.map(({ codes, labels }) => Array.from(codes, (code) => labels[code] ?? null)),
      ]);
    const places = (dataset: Dataset): Set<string> => new Set(dataset.findings.map(({ code, column, row }) => `${code} ${column} ${row}`));

    it('are read right or reported with the row, never wrong in silence', async () => {
      const root = join(folder, 'pollock/polluted_files');
      const cleanOnes = new Map<string, Outcome>();
      const counts = { right: 0, reported: 0, refused: 0 };
      const silent: string[] = [];
      const unnamed: string[] = [];
      for (const name of readdirSync(join(root, 'csv'))) {
        const cleanPath = join(root, 'clean', name);
        const key = createHash('sha1').update(readFileSync(cleanPath)).digest('hex');
        const clean = cleanOnes.get(key) ?? (await outcome(cleanPath));
        cleanOnes.set(key, clean);
        const dirty = await outcome(join(root, 'csv', name));
        if (dirty instanceof Error || clean instanceof Error) {
          counts.refused += 1;
          expect(dirty, name).toBeInstanceOf(Error);
          continue;
        }
        if (content(dirty) === content(clean)) {
          counts.right += 1;
          continue;
        }
        const known = places(clean);
        const fresh = dirty.findings.filter(({ code, column, row }) => !known.has(`${code} ${column} ${row}`));
        const polluted = /^row_(?:more_sep_row|less_sep_row|extra_quote|field_delimiter_)(\d+)/.exec(name)?.[1];
        if (fresh.length === 0) silent.push(name);
        else counts.reported += 1;
        if (polluted !== undefined && !fresh.some(({ row }) => row === Number(polluted) + 1)) unnamed.push(name);
      }
      console.log(`Pollock: ${JSON.stringify(counts)}, silently wrong ${silent.length}, row not named ${unnamed.length}`);
      expect(silent).toEqual([]);
      expect(unnamed).toEqual([]);
      expect(counts.refused).toBeLessThanOrEqual(4);
      expect(counts.right).toBeGreaterThanOrEqual(300);
    }, 120_000);
  });

  describe("DuckDB's files", () => {
    beforeAll(() => unpack('duckdb-csv.tar.xz'));

    it('neither crash nor hang the import', async () => {
      const root = join(folder, 'duckdb-csv');
      const files = (readdirSync(root, { recursive: true }) as string[])
        .map((name) => join(root, name))
        .filter((path) => statSync(path).isFile());
      expect(files.length).toBeGreaterThan(1000);
      let slowest = { ms: 0, path: '' };
      let imported = 0;
      for (const path of files) {
        const start = performance.now();
        const read = await outcome(path);
        const ms = performance.now() - start;
        if (ms > slowest.ms) slowest = { ms, path };
        if (read instanceof Error) {
          expect(read.code).toMatch(/^[a-z-]+$/);
          await previewFile(path).catch((error: unknown) => expect(error).toBeInstanceOf(ExpectedError));
        } else imported += 1;
      }
      console.log(
        `DuckDB: ${files.length} files, ${imported} imported, slowest ${Math.round(slowest.ms)} ms (${slowest.path.slice(root.length)})`,
      );
      expect(imported).toBeGreaterThan(250);
      expect(slowest.ms).toBeLessThan(5000);
    }, 120_000);
  });
});
