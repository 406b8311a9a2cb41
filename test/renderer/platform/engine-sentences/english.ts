/** What of the engine's texts stays English in a German window, and why. Everything else needs a pattern. */

interface Exception {
  /** The file, or the folder with a slash at its end. */
  readonly place: string;
  /** Which of its texts; all where left out. */
  readonly text?: RegExp;
  readonly why: string;
}

export const ENGLISH: readonly Exception[] = [
  { place: 'engine/native/', why: 'the engine has called its core wrongly: a bug, whose words are for the report' },
  { place: 'engine/services/epoch-line.ts', why: 'a line of the log' },
  { place: 'engine/services/run-worker.ts', text: /^(?:all epochs are done|the validation loss no longer|it was stopped)/, why: 'the log' },
  { place: 'engine/train/fit.ts', text: /^(?:stopped|epochs|patience)$/, why: 'a code, which the run turns into words' },
  { place: 'engine/onnx/writer.ts', why: 'stands in the exported file, or is a bug' },
  { place: 'engine/onnx/metadata.ts', text: /no other day is one$/, why: 'stands in the exported file' },
  { place: 'engine/data/time/detect-format.ts', text: /^[yMdHhmsaEQq'.,: -]+$/, why: 'formats of dates, as users write them' },
  { place: 'engine/data/csv/columns.ts', text: /^[\dyMdHhmsa.: -]+$/, why: 'formats of dates, as users write them' },
  { place: 'engine/services/forecast-file.ts', text: /^yyyy-mm-dd/, why: 'a number format of Excel' },
  { place: 'engine/services/keep-forecast.ts', text: / of \d+$/, why: "a kept forecast's first name: the user's from then on" },
  { place: 'engine/services/looked-at.ts', why: 'keys of a cache' },
  { place: 'engine/forecast/panel-windows.ts', text: /^the panel$/, why: 'the name of a dataset that nobody sees' },
  { place: 'engine/forecast/refit-backtest.ts', text: /^the run$/, why: 'the name of a model in the place of those of the catalogue' },
  { place: 'electron/messages.ts', why: 'the main process has its own two tables' },
  { place: 'electron/preload.ts', why: 'a bug' },
  { place: 'electron/app-files.ts', why: 'kinds of content for the browser' },
  { place: 'electron/app-windows.ts', text: /^The windows could not be saved/, why: 'a line of the log' },
  { place: 'electron/engine-main.ts', text: /^stop: /, why: 'a line of the log' },
  { place: 'electron/engine-process.ts', text: /^Hindcast Engine$/, why: 'the name of a process' },
];

/** Names that a sentence keeps: what the command line and JSON take, files, parts of files, and units. */
export const NAMES: ReadonlySet<string> = new Set([
  ...['accurate', 'auto', 'segrnn-skip', 'row', 'stack', 'encoder-decoder', 'segments', 'deepar', 'es-rnn'],
  ...['hindcast.json', 'run.json', 'study.json', 'hindcast.checkpoint', 'hindcast.model', 'damaged', 'offsets', 'values'],
  ...['GB', 'MB'],
]);

/** Words and parts that stand in no sentence of the sources, since values of the engine's types and lists bring them in. */
export const FILLED: readonly string[] = [
  ...['queued', 'running', 'paused', 'stopping', 'evaluating', 'done', 'cancelled', 'failed', 'interrupted'],
  ...['mean', 'sum', 'first', 'last', 'min', 'max'],
  ...['second', 'minute', 'hour', 'day', 'business day', 'week', 'month', 'quarter', 'year', 'row'],
  ...['loss', 'validation loss', 'gradient'],
  ...['horizon', 'season', 'folds', 'stride', 'window', 'refit', 'data', 'target', 'measure'],
  ...['true', 'false', 'a function', 'a symbol', 'tensors', 'subgraphs'],
  ...['"Qx" (hour)', '"Qx" (hour) and 2 more', '"Qx" at 03:00', '"Qx" at 03:00 and 2 more', '7041 by mean'],
  ...['Beats seasonal naive by 7.5 %', 'Does not beat seasonal naive'],
];

/** Patterns for words of others and of the core in C++, which nothing in the scanned sources shows. */
export const FALLBACKS: readonly string[] = [
  'Expected {low} to {high} for {what:t} but received {found}.',
  'the number of parameters',
  'the features of {node}',
  'Expected {what:w} for {place} but received {found:t}.',
  'Expected {what:l} for the metadata entry {key} but the file has no such entry.',
  'Expected {what:l} for the metadata entry {key} but received {found}.',
];

export function staysEnglish(place: string, text: string): boolean {
  const file = place.replace(/:\d+$/, '');
  return ENGLISH.some(
    (one) => (one.place.endsWith('/') ? file.startsWith(one.place) : file === one.place) && (one.text?.test(text) ?? true),
  );
}
