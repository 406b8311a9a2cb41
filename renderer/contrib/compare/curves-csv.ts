import type { RunCurves } from '../../../engine/protocol/runs.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';

const columns = [
  ['epoch', 'epoch'],
  ['step', 'steps'],
  ['seconds', 'seconds'],
  ['training_loss', 'trainingLoss'],
  ['validation_loss', 'validationLoss'],
  ['learning_rate', 'rate'],
  ['gradient_norm', 'gradientNorm'],
  ['windows_per_second', 'windowsPerSecond'],
] as const satisfies ReadonlyArray<[string, keyof RunCurves]>;

const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The curves as CSV, an epoch a line, unsmoothed and in full precision; what was not kept is empty. */
export function curvesCsv(runs: readonly RunSummary[], curves: ReadonlyMap<string, RunCurves>): string {
  const lines = runs.flatMap(({ id, name }) => {
    const found = curves.get(id);
    if (!found) return [];
    return Array.from(found.epoch, (_, i) => {
      const values = columns.map(([, column]) => {
        const value = found[column][i] ?? Number.NaN;
        return Number.isFinite(value) ? String(value) : '';
      });
      return [id, quoted(name), ...values].join(',');
    });
  });
  return `${['run,name', ...columns.map(([name]) => name)].join(',')}\r\n${lines.map((line) => `${line}\r\n`).join('')}`;
}
