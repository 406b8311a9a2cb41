import { effectScope, nextTick } from 'vue';
import { expect, test, vi } from 'vitest';
import type { FileMemory, ImportOverrides, ImportPreview } from '../../../engine/protocol/data.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { fieldsOf, formatExample, frequencyText, importFields, parseFrequency } from '../../../renderer/contrib/import/import-fields.ts';
import { useImportForm } from '../../../renderer/contrib/import/use-import-form.ts';
import { checkChoices, useImportDraft } from '../../../renderer/contrib/import/use-import-draft.ts';
import type { ImportChoices, ImportForm } from '../../../renderer/contrib/import/use-import-form.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { WorkingCopies } from '../../../renderer/platform/editors/working-copies.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { dataset, preview } from '../fixture/fake-data.ts';

interface Call {
  method: string;
  overrides: ImportOverrides;
  signal: AbortSignal | undefined;
}

function setup(
  path: string,
  answer: (call: Call) => unknown = ({ overrides }) => preview(path, overrides),
  recalled: FileMemory = { shape: 'csv', remembered: null },
  left: ImportChoices | null = null,
): { form: ImportForm; calls: Call[] } {
  const calls: Call[] = [];
  const engine = {
    call: async (method: string, params: { overrides: ImportOverrides }, options?: { signal?: AbortSignal }) => {
      // What crosses to the engine is cloned, which fails for what is not plain.
      const call = { method, overrides: structuredClone(params.overrides), signal: options?.signal };
      if (method === 'data.recall') return recalled;
      calls.push(call);
      return method === 'data.import' && !path.includes('slow') ? dataset('new', 'new', 1) : answer(call);
    },
  } as unknown as Pick<EngineService, 'call'>;
  const form = effectScope().run(() => useImportForm(engine, path, left));
  if (!form) throw new Error('The scope is gone.');
  return { form, calls };
}

function field(id: string) {
  const found = importFields().find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no field ${id}.`);
  return found;
}

test('a certain reading can be imported at once', async () => {
  const { form, calls } = setup('/a.csv');
  await form.load();
  expect(form.questions.value).toEqual([]);
  expect(form.canImport.value).toBe(true);
  expect((await form.run())?.id).toBe('new');
  expect(calls.at(-1)).toMatchObject({ method: 'data.import', overrides: {} });
});

test('a reading in doubt must be answered, and the answer is sent', async () => {
  const { form, calls } = setup('/ambiguous.csv');
  await form.load();
  const [question] = form.questions.value;
  expect(question).toMatchObject({ label: 'Date format', options: ['dd/MM/yyyy', 'MM/dd/yyyy'], answer: null });
  expect(form.canImport.value).toBe(false);
  if (question) form.answer(question, 'dd/MM/yyyy');
  await vi.waitFor(() => expect(form.loading.value).toBe(false));
  expect(calls.at(-1)?.overrides.time).toEqual({ format: 'dd/MM/yyyy', zone: 'UTC' });
  expect(form.questions.value[0]?.answer).toBe('dd/MM/yyyy');
  expect(form.canImport.value).toBe(true);
});

test('changes pile up, can be taken back one by one and all together', async () => {
  const { form, calls } = setup('/a.csv');
  await form.load();
  form.set(field('decimal'), ',');
  form.set(field('frequency'), '15 minute');
  expect(form.overrides.value).toEqual({ decimal: ',', frequency: { unit: 'minute', step: 15 } });
  expect(form.isChanged(field('decimal'))).toBe(true);
  form.reset(field('decimal'));
  expect(calls.at(-1)?.overrides).toEqual({ frequency: { unit: 'minute', step: 15 } });
  form.resetAll();
  expect(calls.at(-1)?.overrides).toEqual({});
});

test('types and roles of columns merge by name, and go when the columns change', async () => {
  const { form } = setup('/a.csv');
  await form.load();
  form.setColumn('price', { role: 'ignore' });
  form.setColumn('price', { type: 'text' });
  form.setColumn('region', { role: 'ignore' });
  expect(form.overrides.value.columns).toEqual([
    { name: 'price', role: 'ignore', type: 'text' },
    { name: 'region', role: 'ignore' },
  ]);
  form.set(field('delimiter'), ';');
  expect(form.overrides.value).toEqual({ delimiter: ';' });
});

test('only the last preview counts, and a failure is said', async () => {
  const answers: Array<(value: ImportPreview) => void> = [];
  const { form, calls } = setup('/a.csv', () => new Promise((resolve) => answers.push(resolve)));
  void form.load();
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  void form.load();
  expect(calls[0]?.signal?.aborted).toBe(true);
  const broken = setup('/a.csv', () => Promise.reject(new ExpectedError('file-missing', 'There is no file.')));
  await broken.form.load();
  expect(broken.form.error.value).toBe('There is no file.');
  expect(broken.form.canImport.value).toBe(false);
});

test('a cancelled import leaves no error', async () => {
  const { form } = setup('/slow.csv', ({ method, signal, overrides }) => {
    if (method !== 'data.import') return preview('/slow.csv', overrides);
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new CancelledError())));
  });
  await form.load();
  const running = form.run();
  expect(form.importing.value).toBe(true);
  form.cancel();
  expect(await running).toBeNull();
  expect(form.error.value).toBeNull();
  expect(form.importing.value).toBe(false);
});

test('every field writes what it reads', async () => {
  const { form } = setup('/a.csv');
  await form.load();
  const settings = form.preview.value?.settings;
  if (!settings) throw new Error('There is no preview.');
  const decided = { time: settings.time };
  for (const one of importFields()) expect({ ...settings, ...one.write(one.read(settings), settings, decided) }).toEqual(settings);
});

test('a zone leaves a date format that nobody has settled to the detection', async () => {
  const { form } = setup('/a.csv');
  await form.load();
  const settings = form.preview.value?.settings;
  const zone = importFields().find(({ id }) => id === 'zone');
  if (!settings || !zone) throw new Error('There is no preview.');
  expect(zone.write('Europe/Berlin', settings, {})).toEqual({ time: { format: 'auto', zone: 'Europe/Berlin' } });
});

test('frequencies and formats as text', () => {
  expect(frequencyText({ unit: 'hour', step: 6 })).toBe('6 hour');
  expect(parseFrequency('6 hours')).toEqual({ unit: 'hour', step: 6 });
  expect(parseFrequency('')).toBeNull();
  expect(formatExample("dd.MM.yyyy 'um' HH:mm")).toBe('31.03.2024 um 17:45');
});

test('an import starts from what was chosen for a file of the same shape, says so, and can start anew', async () => {
  const overrides: ImportOverrides = { time: { format: 'MM/dd/yyyy', zone: 'UTC' } };
  const { form, calls } = setup('/ambiguous.csv', undefined, { shape: 'csv', remembered: { overrides, fileName: 'last.csv' } });
  await form.load();
  expect(form.remembered.value).toBe('last.csv');
  expect(calls.at(-1)?.overrides).toEqual(overrides);
  expect(form.canImport.value).toBe(true);
  form.resetAll();
  await vi.waitFor(() => expect(form.loading.value).toBe(false));
  expect(form.remembered.value).toBe(null);
  expect(calls.at(-1)?.overrides).toEqual({});
  expect(form.canImport.value).toBe(false);
});

test('choices that do not fit the file after all are dropped', async () => {
  const overrides: ImportOverrides = { columns: [{ name: 'gone', role: 'value' }] };
  const { form, calls } = setup(
    '/a.csv',
    (call) => {
      if (call.overrides.columns) throw new ExpectedError('unknown-column', 'There is no column "gone".');
      return preview('/a.csv', call.overrides);
    },
    { shape: 'csv', remembered: { overrides, fileName: 'last.csv' } },
  );
  await form.load();
  expect(form.error.value).toBe(null);
  expect(form.remembered.value).toBe(null);
  expect(calls.map((call) => call.overrides)).toEqual([overrides, {}]);
});

test('a file that repeats most of its times can be read once it is said which row counts', async () => {
  const { form, calls } = setup('/a.csv', (call) => {
    if (call.method === 'data.import' || !call.overrides.fixes) throw new ExpectedError('repeated-times', 'Rows repeat a time.');
    return preview('/a.csv', call.overrides);
  });
  await form.load();
  expect(form.repeats.value).toBe(true);
  form.addFix({ kind: 'repeated-times', keep: 'mean' });
  await vi.waitFor(() => expect(form.repeats.value).toBe(false));
  expect(calls.at(-1)?.overrides.fixes).toEqual([{ kind: 'repeated-times', keep: 'mean' }]);
});

test('a Parquet file is asked neither for a delimiter nor for a header, a workbook for its sheet', () => {
  const has = (format: 'csv' | 'parquet' | 'excel', id: string): boolean => fieldsOf(format).some((one) => one.id === id);
  expect(['delimiter', 'header', 'time'].map((id) => has('parquet', id))).toEqual([false, false, true]);
  expect(['sheet', 'header', 'encoding'].map((id) => has('excel', id))).toEqual([true, true, false]);
  expect(['sheet', 'delimiter'].map((id) => has('csv', id))).toEqual([false, true]);
});

/** What a window keeps, of which nothing is written. */
async function emptyCopies(): Promise<WorkingCopies> {
  const state = new StateService({ read: async () => null, write: async () => {} }, () => {});
  await state.load();
  return new WorkingCopies(state);
}

test('choices that were not imported are a draft; taking them back leaves none', async () => {
  const copies = await emptyCopies();
  const { form } = setup('/a.csv');
  effectScope().run(() => useImportDraft(copies, 'import:/a.csv', form, async () => {}));
  await form.load();
  await nextTick();
  expect(copies.isDirty('import:/a.csv')).toBe(false);
  form.set(field('delimiter'), ';');
  await nextTick();
  expect(copies.draft('import:/a.csv', checkChoices)).toMatchObject({ overrides: { delimiter: ';' }, answers: { delimiter: ';' } });
  copies.discard('import:/a.csv');
  await nextTick();
  expect(form.overrides.value).toEqual({});
  expect(copies.isDirty('import:/a.csv')).toBe(false);
});

test('a draft that was left goes before what is remembered of other files, and is asked of the engine at once', async () => {
  const left: ImportChoices = { overrides: { delimiter: ';' }, answers: { delimiter: ';' }, remembered: null };
  const memory: FileMemory = { shape: 'csv', remembered: { overrides: { delimiter: '|' }, fileName: 'other.csv' } };
  const copies = await emptyCopies();
  copies.edit('import:/a.csv', left);
  const { form, calls } = setup('/a.csv', undefined, memory, copies.draft('import:/a.csv', checkChoices));
  effectScope().run(() => useImportDraft(copies, 'import:/a.csv', form, async () => {}));
  await form.load();
  await nextTick();
  expect(calls.map(({ overrides }) => overrides)).toEqual([{ delimiter: ';' }]);
  expect(form.remembered.value).toBeNull();
  expect(copies.isDirty('import:/a.csv')).toBe(true);
  form.restart();
  await nextTick();
  expect(form.overrides.value).toEqual({ delimiter: '|' });
  expect(copies.isDirty('import:/a.csv')).toBe(false);
});

test('a draft that is no choice of an import is none', () => {
  expect(checkChoices({ overrides: { delimiter: 7 }, answers: {}, remembered: null })).toBeUndefined();
  expect(checkChoices({ overrides: {}, answers: { zone: 1 }, remembered: null })).toBeUndefined();
  expect(checkChoices({ overrides: {}, answers: {}, remembered: null })).toEqual({ overrides: {}, answers: {}, remembered: null });
});
