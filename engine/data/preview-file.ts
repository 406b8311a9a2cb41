import type { ImportOverrides, ImportPreview } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { assemble } from './csv/assemble.ts';
import { FindingLog } from './csv/findings.ts';
import { labelOf } from './csv/missing.ts';
import { NumberReader } from './csv/numbers.ts';
import { pauseFor } from './csv/pause.ts';
import { planImport, type ImportPlan } from './csv/plan.ts';
import { openSource } from './csv/source.ts';
import { TableBuilder } from './csv/table.ts';
import { openReader } from './open-reader.ts';
import { timeReader } from './time/time-reader.ts';
import { zoneClock } from './time/zone.ts';

/** Records shown. */
const SHOWN = 100;

/** Looks at the first part of a file and says how it would be read, and why. Errors: those of `openSource`, `openReader` and `planImport`. */
export async function previewFile(path: string, overrides: ImportOverrides = {}, signal?: AbortSignal): Promise<ImportPreview> {
  const source = await openSource(path);
  try {
    const reader = await openReader(source, overrides);
    const plan = await planImport(reader.readHead, reader.decided(overrides), signal);
    const sample = plan.head.records.slice(0, SHOWN);
    await guessFrequency(plan, path, source.size);
    await source.verify();
    return {
      path,
      format: reader.format,
      sheets: reader.sheets,
      bytes: source.size,
      settings: plan.settings,
      guesses: plan.guesses,
      findings: plan.log.list(),
      header: plan.head.header ?? [],
      sample,
      parsed: parseSample(plan, sample),
    };
  } finally {
    await source.close();
  }
}

/** Imports the head alone: its findings and its frequency are those that the whole file is likely to have. */
async function guessFrequency(plan: ImportPlan, path: string, bytes: number): Promise<void> {
  const log = new FindingLog();
  const table = new TableBuilder({ ...plan, timeFormats: plan.timeFormats.slice(0, 1) }, log, false);
  if (plan.timeFormats[0] === 'row' && plan.timeColumns.length > 0) return;
  table.add({ records: plan.head.records, lines: plan.head.lines, faults: [] });
  try {
    const dataset = await assemble(plan, table, { path, bytes, hash: '' }, true, log, pauseFor(undefined));
    if (plan.settings.frequency === null && plan.settings.resample === null) {
      const { unit, step } = dataset.frequency;
      const irregular = dataset.hasTime && dataset.frequency.unit === 'row';
      const reason = !dataset.hasTime ? 'there is no time' : irregular ? 'no step fits the times' : 'nearly all rows lie on this step';
      plan.guesses.push({
        field: 'frequency',
        value: step === 1 ? unit : `${step} ${unit}`,
        reason,
        alternatives: [],
        certain: true,
      });
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    log.add({ code: error.code, severity: 'error', message: error.message, advice: 'Change the settings, or the file.' });
  }
  plan.log.addAll(log);
}

function parseSample(plan: ImportPlan, sample: readonly string[][]): ImportPreview['parsed'] {
  const { settings, timeColumns, missing, units } = plan;
  const format = plan.timeFormats[0] ?? 'row';
  const reader = timeColumns.length > 0 && format !== 'row' ? timeReader(format) : null;
  const clock = zoneClock(settings.time.zone);
  const numbers = settings.columns.map(({ type }, i) => (type === 'number' ? new NumberReader(settings, missing, units[i]) : null));
  const finite = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return sample.map((record) => {
    const read = reader?.read(timeColumns.map((i) => record[i] ?? '').join(' ')) ?? NaN;
    const time = Number.isNaN(read) || reader?.absolute ? read : clock.toUtc(read);
    return settings.columns.map(({ role }, i) => {
      const cell = record[i] ?? '';
      if (role === 'time') return finite(time);
      return numbers[i] ? finite(numbers[i].read(cell)) : labelOf(cell, missing);
    });
  });
}
