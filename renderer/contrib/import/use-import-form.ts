import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { ColumnRole, ColumnType, DatasetSummary, Guess, ImportOverrides, ImportPreview } from '../../../engine/protocol/data.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
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

export interface ImportForm {
  preview: ShallowRef<ImportPreview | null>;
  overrides: Ref<ImportOverrides>;
  error: Ref<string | null>;
  loading: Ref<boolean>;
  importing: Ref<boolean>;
  questions: ComputedRef<Question[]>;
  /** Questions without an answer. */
  open: ComputedRef<number>;
  canImport: ComputedRef<boolean>;
  load: () => Promise<void>;
  set: (field: ImportField, text: string) => void;
  reset: (field: ImportField) => void;
  resetAll: () => void;
  isChanged: (field: ImportField) => boolean;
  setColumn: (name: string, change: { type?: ColumnType; role?: ColumnRole }) => void;
  answer: (question: Question, text: string) => void;
  run: () => Promise<DatasetSummary | null>;
  cancel: () => void;
}

const columnPrefix = 'column:';
/** Settings that decide which columns there are: what was said of columns before does not hold after. */
const structural: ReadonlyArray<ImportField['id']> = ['delimiter', 'quote', 'header', 'skipLines', 'encoding'];

/** An import before it happens: the preview, what the user has changed, and what is still in doubt. */
export function useImportForm(engine: Pick<EngineService, 'call'>, path: string): ImportForm {
  const preview = shallowRef<ImportPreview | null>(null);
  const overrides = ref<ImportOverrides>({});
  const error = ref<string | null>(null);
  const loading = ref(false);
  const importing = ref(false);
  /** Guesses that were in doubt when the file was first read, so that an answered question stays in sight. */
  const doubts = shallowRef<Guess[]>([]);
  const answers = ref<Record<string, string>>({});
  let request: AbortController | null = null;
  let importRequest: AbortController | null = null;

  async function load(): Promise<void> {
    request?.abort();
    const mine = (request = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      const result = await engine.call('data.preview', { path, overrides: { ...overrides.value } }, { signal: mine.signal });
      preview.value = result;
      const known = new Set(doubts.value.map((guess) => guess.field));
      doubts.value = [...doubts.value, ...result.guesses.filter((guess) => !guess.certain && !known.has(guess.field))];
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
    } finally {
      if (request === mine) loading.value = false;
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
    try {
      return await engine.call('data.import', { path, overrides: { ...overrides.value } }, { signal: mine.signal });
    } catch (cause) {
      if (!(cause instanceof CancelledError)) error.value = errorMessage(cause);
      return null;
    } finally {
      importing.value = false;
    }
  }

  onScopeDispose(() => request?.abort());

  return {
    preview,
    overrides,
    error,
    loading,
    importing,
    questions,
    open,
    canImport: computed(() => preview.value !== null && !importing.value && open.value === 0),
    load,
    set,
    reset: (field) => forget([field.id === 'zone' ? 'time' : field.id]),
    resetAll: () => {
      overrides.value = {};
      answers.value = {};
      void load();
    },
    isChanged: (field) => (field.id === 'zone' ? 'time' : field.id) in overrides.value,
    setColumn,
    answer,
    run,
    cancel: () => importRequest?.abort(),
  };
}
