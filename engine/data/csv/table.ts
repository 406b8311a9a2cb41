import { ExpectedError } from '../../protocol/errors.ts';
import { TimeCandidates } from '../time/candidates.ts';
import { zoneClock, type ZoneClock } from '../time/zone.ts';
import { FloatBuffer, IntBuffer, LabelBuffer } from './buffers.ts';
import type { FindingLog } from './findings.ts';
import { MAX_LABELS } from './limits.ts';
import { isMissing, labelOf } from './missing.ts';
import { NumberReader } from './numbers.ts';
import type { ImportPlan } from './plan.ts';
import type { RecordBatch } from './records.ts';
import { damagedText, longRow, manyLabels, missingTime, quoteFault, shortRow, unreadableTime, unusableNumber } from './table-remarks.ts';

interface NumberSlot {
  column: number;
  name: string;
  reader: NumberReader;
  values: FloatBuffer;
}

interface TextSlot {
  column: number;
  name: string;
  values: LabelBuffer;
  /** Too many different labels to keep, and no series: the rest of the file is not looked at. */
  dropped: boolean;
}

/** Turns records into columns, one batch after the other, and notes what it had to change. */
export class TableBuilder {
  readonly lines = new IntBuffer();
  readonly numbers: NumberSlot[];
  readonly texts: TextSlot[];
  readonly time: TimeCandidates | null;
  readonly clock: ZoneClock;
  readonly timeName: string;
  readonly #plan: ImportPlan;
  readonly #log: FindingLog;
  readonly #width: number;
  #header: string[] | null;
  #unreadableTimes = 0;

  /** `header`: the first record names the columns. */
  constructor(plan: ImportPlan, log: FindingLog, header: boolean) {
    const { settings, timeColumns, missing } = plan;
    this.#plan = plan;
    this.#log = log;
    this.#width = settings.columns.length;
    this.#header = header ? [] : null;
    this.clock = zoneClock(settings.time.zone);
    this.time = timeColumns.length > 0 ? new TimeCandidates(plan.timeFormats, this.clock) : null;
    this.timeName = timeColumns.map((i) => settings.columns[i]!.name).join(' ');
    this.numbers = settings.columns.flatMap(({ name, role }, column) =>
      role === 'value'
        ? [
            {
              column,
              name,
              reader: new NumberReader(settings, missing, plan.units[column]),
              values: new FloatBuffer(),
            },
          ]
        : [],
    );
    this.texts = settings.columns.flatMap(({ name, type }, column) =>
      type === 'text' ? [{ column, name, values: new LabelBuffer(), dropped: false }] : [],
    );
  }

  add(batch: RecordBatch): void {
    for (const fault of batch.faults) this.#log.add(quoteFault(fault));
    for (let i = 0; i < batch.records.length; i += 1) {
      const record = batch.records[i]!;
      if (this.#header) this.#header = null;
      else this.#addRow(record, batch.lines[i]!);
    }
  }

  /** Whether the cells of a column beside those of the time are looked at. */
  uses(column: number): boolean {
    return this.numbers.some((slot) => slot.column === column) || this.texts.some((slot) => slot.column === column);
  }

  /** Notes bytes that were no text in the encoding of the file. */
  noteDamage(text: string): void {
    if (!text.includes('\uFFFD') || this.#log.again('damaged-text', null)) return;
    this.#log.add(damagedText(this.#plan.settings.encoding));
  }

  #addRow(record: string[], line: number): void {
    const whole = record.length === this.#width || this.#fits(record, line);
    if (this.time && !this.#addTime(record, line)) return;
    this.lines.push(line);
    for (const slot of this.numbers) slot.values.push(whole ? this.#readNumber(slot, record[slot.column] ?? '', line) : NaN);
    for (const slot of this.texts) {
      if (slot.dropped) continue;
      slot.values.push(labelOf(record[slot.column] ?? '', this.#plan.missing));
      if (slot.values.labels.length > MAX_LABELS && !this.#plan.seriesColumns.includes(slot.column)) this.#dropText(slot);
    }
  }

  /** Whether the cells of a row of another width can be trusted: too few may, too many may not. */
  #fits(record: readonly string[], line: number): boolean {
    const width = this.#width;
    if (record.length < width) {
      if (!this.#log.again('short-row', null)) this.#log.add(shortRow(line, record.length, width));
      return true;
    }
    if (record.length === this.#plan.head.width && record.slice(width).every((cell) => cell.trim() === '')) return true;
    if (!this.#log.again('long-row', null)) this.#log.add(longRow(line, record.length, width));
    return false;
  }

  #addTime(record: readonly string[], line: number): boolean {
    const { timeColumns, missing } = this.#plan;
    const cell = timeColumns.length === 1 ? (record[timeColumns[0]!] ?? '') : timeColumns.map((i) => record[i]?.trim() ?? '').join(' ');
    if (this.time!.push(cell, line)) return true;
    // The row is not kept, and no candidate may keep its time either.
    this.time!.pop();
    if (isMissing(cell, missing)) {
      if (!this.#log.again('missing-time', this.timeName)) this.#log.add(missingTime(line, this.timeName));
      return false;
    }
    this.#unreadableTimes += 1;
    if (!this.#log.again('unreadable-time', this.timeName))
      this.#log.add(unreadableTime(line, this.timeName, cell, this.#plan.timeFormats));
    return false;
  }

  #readNumber(slot: NumberSlot, cell: string, line: number): number {
    const value = slot.reader.read(cell);
    const { status } = slot.reader;
    if (status === 'read' || status === 'missing') return value;
    const code = status === 'infinite' ? 'infinite-value' : 'unreadable-value';
    if (!this.#log.again(code, slot.name)) this.#log.add(unusableNumber(code, line, slot.name, cell));
    return value;
  }

  #dropText(slot: TextSlot): void {
    slot.dropped = true;
    slot.values = new LabelBuffer();
    this.#log.add(manyLabels(slot.name));
  }

  /** Throws `no-data`, `too-few-rows`, `unreadable-dates` where the rows are no series. */
  finish(): void {
    const rows = this.lines.length;
    const bad = this.#unreadableTimes;
    if (bad > 3 && bad > (rows + bad) * 0.1) {
      const message = `${bad} of ${rows + bad} dates in "${this.timeName}" are not written as ${this.#plan.timeFormats.join(' or ')}; correct them, or state the date format.`;
      throw new ExpectedError('unreadable-dates', message, { column: this.timeName, setting: 'time.format', flag: '--date-format' });
    }
    if (rows === 0) throw new ExpectedError('no-data', 'The file has a header but no rows of data; choose a file with at least two rows.');
    if (rows === 1) throw new ExpectedError('too-few-rows', 'The file has one row of data; a series needs at least two.');
    if (!this.numbers.some(({ values }) => values.view().some((value) => !Number.isNaN(value)))) {
      const message =
        'No column holds numbers that could be forecast; check the delimiter and the decimal separator, or state which column holds the values.';
      throw new ExpectedError('no-numeric-column', message, { columns: this.#plan.head.names.slice(0, 100) });
    }
  }
}
