import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { ColumnRole, ColumnType, DatasetSummary, Fix, Guess, ImportOverrides, ImportPreview } from '../../../engine/protocol/data.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { ImportField } from './import-fields.ts';
import { columnRoles, importFields } from './import-fields.ts';

/** Something that the file does not tell and the user must. */
export interface Question {
  guess: Guess;
  label: string;
  /** It is about the role of a column. */
  isColumn: boolean;
  options: string[];
  answer: string | null;
}

/** What was decided so far: what differs from the guesses, the answers, and the file whose choices it started from. */
export interface ImportChoices {
  overrides: ImportOverrides;
  answers: Record<string, string>;
  remembered: string | null;
}

export interface ImportForm {
  choices: ComputedRef<ImportChoices>;
  /** What was decided before the user did anything; null until that is known. */
  start: ShallowRef<ImportChoices | null>;
  /** Takes back what the user decided. */
  restart: () => void;
  preview: ShallowRef<ImportPreview | null>;
  overrides: Ref<ImportOverrides>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  importing: Ref<boolean>;
  questions: ComputedRef<Question[]>;
  /** Questions without an answer. */
  open: ComputedRef<number>;
  canImport: ComputedRef<boolean>;
  /** Name of the file whose choices this import started from; null: from fresh guesses. */
  remembered: Ref<string | null>;
  /** The same for files of the same shape; null until it is known. */
  shape: Ref<string | null>;
  /** Most times of the file stand more than once, so that it cannot be read without saying which row counts. */
  repeats: ComputedRef<boolean>;
  load: () => Promise<void>;
  set: (field: ImportField, text: string) => void;
  reset: (field: ImportField) => void;
  resetAll: () => void;
  isChanged: (field: ImportField) => boolean;
  setColumn: (name: string, change: { type?: ColumnType; role?: ColumnRole }) => void;
  answer: (question: Question, text: string) => void;
  addFix: (fix: Fix) => void;
  run: () => Promise<DatasetSummary | null>;
  cancel: () => void;
}

const nothing: ImportChoices = { overrides: {}, answers: {}, remembered: null };
const columnPrefix = 'column:';
/** Settings that decide which columns there are: what was said of columns before does not hold after. */
const structural: ReadonlyArray<ImportField['id']> = ['delimiter', 'quote', 'header', 'skipLines', 'encoding', 'sheet'];

/**
 * An import before it happens: the preview, what the user has changed, and what is still in doubt.
 * @param left What was decided when this file was last looked at, and not imported.
 */
export function useImportForm(engine: Pick<EngineService, 'call'>, path: string, left: ImportChoices | null = null): ImportForm {
  const preview = shallowRef<ImportPreview | null>(null);
  const start = shallowRef<ImportChoices | null>(null);
  // Shallow: what is sent to the engine must be plain all through, and each change is a new object.
  const overrides = shallowRef<ImportOverrides>(left?.overrides ?? {});
  const error = ref<string | null>(null);
  const loading = ref(false);
  const importing = ref(false);
  /** Guesses that were in doubt when the file was first read, so that an answered question stays in sight. */
  const doubts = shallowRef<Guess[]>([]);
  const answers = shallowRef<Record<string, string>>(left?.answers ?? {});
  const remembered = ref<string | null>(left?.remembered ?? null);
  const shape = ref<string | null>(null);
  const errorCode = ref<string | null>(null);
  let recalled = false;
  let request: AbortController | null = null;
  let importRequest: AbortController | null = null;

  async function load(): Promise<void> {
    request?.abort();
    const mine = (request = new AbortController());
    loading.value = true;
    error.value = null;
    errorCode.value = null;
    try {
      if (!recalled) await recall(mine.signal);
      const result = await previewed(mine.signal);
      preview.value = result;
      const known = new Set(doubts.value.map((guess) => guess.field));
      doubts.value = [...doubts.value, ...result.guesses.filter((guess) => !guess.certain && !known.has(guess.field))];
    } catch (cause) {
      fail(cause);
    } finally {
      if (request === mine) loading.value = false;
    }
  }

  function fail(cause: unknown): void {
    if (cause instanceof CancelledError) return;
    error.value = errorMessage(cause);
    errorCode.value = cause instanceof ExpectedError ? cause.code : null;
  }

  /** Starts from what was decided for the last file of this shape. What keeps it from being known is told by the preview. */
  async function recall(signal: AbortSignal): Promise<void> {
    const memory = await engine.call('data.recall', { path }, { signal }).catch((cause: unknown) => {
      if (cause instanceof CancelledError) throw cause;
      return null;
    });
    recalled = true;
    shape.value = memory?.shape ?? null;
    start.value = { overrides: memory?.remembered?.overrides ?? {}, answers: {}, remembered: memory?.remembered?.fileName ?? null };
    if (!memory?.remembered || left !== null || Object.keys(overrides.value).length > 0) return;
    overrides.value = memory.remembered.overrides;
    remembered.value = memory.remembered.fileName;
  }

  /** Choices that do not fit this file after all are dropped, not told as an error of the file. */
  async function previewed(signal: AbortSignal): Promise<ImportPreview> {
    try {
      return await engine.call('data.preview', { path, overrides: { ...overrides.value } }, { signal });
    } catch (cause) {
      if (remembered.value === null || left !== null || preview.value !== null || !(cause instanceof ExpectedError)) throw cause;
      overrides.value = {};
      remembered.value = null;
      start.value = { overrides: {}, answers: {}, remembered: null };
      return engine.call('data.preview', { path, overrides: {} }, { signal });
    }
  }

  function change(next: ImportOverrides): void {
    overrides.value = next;
    void load();
  }

  function set(field: ImportField, text: string): void {
    if (!preview.value) return;
    if (field.id !== 'zone') answers.value = { ...answers.value, [field.id]: text };
    const { columns, ...rest } = overrides.value;
    const kept = structural.includes(field.id) || !columns ? rest : { ...rest, columns };
    change({ ...kept, ...field.write(text, preview.value.settings, kept) });
  }

  function setColumn(name: string, { type, role }: { type?: ColumnType; role?: ColumnRole }): void {
    const others = (overrides.value.columns ?? []).filter((column) => column.name !== name);
    const before = overrides.value.columns?.find((column) => column.name === name);
    const column = { ...before, name, ...(type && { type }), ...(role && { role }) };
    answers.value = { ...answers.value, [columnPrefix + name]: role ?? type ?? '' };
    change({ ...overrides.value, columns: [...others, column] });
  }

  const fieldOf = (guess: Guess): ImportField | undefined => importFields().find((field) => field.id === guess.field);

  /** A doubt that another answer has settled is no question any more. */
  function stands({ field }: Guess): boolean {
    const latest = preview.value?.guesses.find((guess) => guess.field === field);
    return field in answers.value || latest?.certain === false;
  }

  const questions = computed(() =>
    doubts.value.filter(stands).map((guess) => {
      const field = fieldOf(guess);
      const isColumn = guess.field.startsWith(columnPrefix);
      const others = isColumn ? columnRoles() : guess.alternatives.length > 0 ? [] : (field?.options ?? []);
      return {
        guess,
        label: field?.label ?? guess.field.replace(columnPrefix, ''),
        isColumn,
        options: [...new Set([guess.value, ...guess.alternatives, ...others.map((option) => option.value)])],
        answer: answers.value[guess.field] ?? null,
      };
    }),
  );
  const open = computed(() => questions.value.filter((question) => question.answer === null).length);

  function answer({ guess }: Question, text: string): void {
    const field = fieldOf(guess);
    if (field) set(field, text);
    else setColumn(guess.field.slice(columnPrefix.length), { role: text as ColumnRole });
  }

  function forget(keys: readonly string[]): void {
    overrides.value = Object.fromEntries(Object.entries(overrides.value).filter(([key]) => !keys.includes(key)));
    answers.value = Object.fromEntries(Object.entries(answers.value).filter(([key]) => !keys.includes(key)));
    void load();
  }

  async function run(): Promise<DatasetSummary | null> {
    const mine = (importRequest = new AbortController());
    importing.value = true;
    error.value = null;
    errorCode.value = null;
    try {
      return await engine.call('data.import', { path, overrides: { ...overrides.value }, remember: true }, { signal: mine.signal });
    } catch (cause) {
      fail(cause);
      return null;
    } finally {
      importing.value = false;
    }
  }

  onScopeDispose(() => request?.abort());

  function decide(choices: ImportChoices): void {
    overrides.value = choices.overrides;
    answers.value = choices.answers;
    remembered.value = choices.remembered;
    void load();
  }

  return {
    choices: computed(() => ({ overrides: overrides.value, answers: answers.value, remembered: remembered.value })),
    start,
    restart: () => decide(start.value ?? nothing),
    preview,
    overrides,
    error,
    loading,
    importing,
    questions,
    open,
    remembered,
    shape,
    repeats: computed(
      () => errorCode.value === 'repeated-times' || (preview.value?.findings.some(({ code }) => code === 'repeated-times') ?? false),
    ),
    canImport: computed(() => preview.value !== null && !importing.value && open.value === 0),
    load,
    set,
    reset: (field) => forget([field.id === 'zone' ? 'time' : field.id]),
    resetAll: () => decide(nothing),
    isChanged: (field) => (field.id === 'zone' ? 'time' : field.id) in overrides.value,
    setColumn,
    answer,
    addFix: (fix) => change({ ...overrides.value, fixes: [...(overrides.value.fixes ?? []), fix] }),
    run,
    cancel: () => importRequest?.abort(),
  };
}
