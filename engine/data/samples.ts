import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sample } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';

const INDEX = 'index.json';
const SPARKLINE_POINTS = 60;

/** An entry of `samples/index.json`: `file` lies beside the index. */
type SampleEntry = Omit<Sample, 'path' | 'sparkline'> & { file: string };

/**
 * The bundled samples. Their folder: HINDCAST_SAMPLES, the packaged app's resources, or the nearest `samples` above this file.
 * Error: `samples-missing`.
 */
export async function loadSamples(): Promise<Sample[]> {
  const folder = samplesFolder();
  const entries = JSON.parse(await readFile(join(folder, INDEX), 'utf8')) as SampleEntry[];
  return Promise.all(
    entries.map(async ({ file, ...entry }) => {
      const path = join(folder, file);
      return { ...entry, path, sparkline: sparkline(await readFile(path, 'utf8'), entry.target) };
    }),
  );
}

function samplesFolder(): string {
  const resources = (process as { resourcesPath?: string }).resourcesPath;
  const candidates = [process.env['HINDCAST_SAMPLES'], resources === undefined ? undefined : join(resources, 'samples')];
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    candidates.push(join(folder, 'samples'));
    if (dirname(folder) === folder) break;
  }
  const found = candidates.find((folder) => folder !== undefined && existsSync(join(folder, INDEX)));
  if (found === undefined)
    throw new ExpectedError(
      'samples-missing',
      'The bundled samples are missing. Install Hindcast again, or set HINDCAST_SAMPLES to their folder.',
    );
  return found;
}

/** Evenly picked values of a column; the samples are plain files of ours: comma, header, no quotes. */
function sparkline(text: string, target: string): number[] {
  const [header = '', ...lines] = text.trim().split('\n');
  const column = header.trim().split(',').indexOf(target);
  const values = lines.map((line) => Number(line.trim().split(',')[column])).filter(Number.isFinite);
  const step = Math.max(1, values.length / SPARKLINE_POINTS);
  return Array.from({ length: Math.min(values.length, SPARKLINE_POINTS) }, (_, i) => values[Math.floor(i * step)]!);
}
