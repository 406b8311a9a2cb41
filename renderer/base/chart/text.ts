/** Every string the charts show; the application provides the table of its language and a locale through `chartLanguageKey`. */

import { inject, type InjectionKey } from 'vue';

export interface ChartText {
  showTable: string;
  hideTable: string;
  tableLimited: (shown: number, all: number) => string;
  tableThinned: string;
  tableRegion: (title: string) => string;
  resetZoom: string;
  keys: string;
  epochKeys: string;
  /** What the keys of a chart with a reading line and a selection do besides. */
  readingKeys: string;
  loading: string;
  loadFailed: string;
  retry: string;
  noValues: string;
  noEpochs: string;
  findings: (count: number) => string;
  time: string;
  row: string;
  value: string;
  epoch: string;
  step: string;
  training: string;
  validation: string;
  rate: string;
  gradientNorm: string;
  best: string;
  bestEpoch: (epoch: string) => string;
  logScale: string;
  history: string;
  median: string;
  mean: string;
  interval: (level: string) => string;
  quantile: (level: string) => string;
  error: string;
  methods: Record<'model' | 'naive' | 'seasonalNaive' | 'drift' | 'ridge', string>;
  seriesSummary: (what: { label: string; points: string; from: string; to: string; low: string; high: string }) => string;
  emptySummary: (label: string) => string;
  lossSummary: (what: { epochs: number; training: string; validation: string; best: number; bestLoss: string; running: boolean }) => string;
  forecastSummary: (what: {
    series: string;
    steps: number;
    from: string;
    to: string;
    first: string;
    last: string;
    interval: string;
  }) => string;
  forecastBounds: (level: string, low: string, high: string) => string;
  stepErrorSummary: (what: { steps: number; best: string; wins: number; first: string; last: string }) => string;
}

export const english: ChartText = {
  showTable: 'Show data table',
  hideTable: 'Hide data table',
  tableLimited: (shown, all) => `The first ${shown} of ${all} rows.`,
  tableThinned: 'Lowest and highest row of each stretch in view; zoom in to see every row.',
  tableRegion: (title) => `Data table: ${title}`,
  resetZoom: 'Reset zoom',
  readingKeys:
    'Enter reads the values in the middle, Ctrl and arrows read their neighbours, Shift and arrows select, Ctrl+Enter shows the row, Escape ends.',
  keys: 'Arrow keys move, plus and minus zoom, 0 shows everything. Drag to move, wheel to zoom, Shift and drag to select.',
  epochKeys:
    'Arrow keys move, plus and minus zoom, 0 shows everything. Drag to move, Ctrl and the wheel to zoom, Shift and drag to select.',
  loading: 'Loading values',
  loadFailed: 'The values could not be loaded.',
  retry: 'Try again',
  noValues: 'No values to show.',
  noEpochs: 'The curves appear when the first epoch ends.',
  findings: (count) => (count === 1 ? '1 finding' : `${count} findings`),
  time: 'Time',
  row: 'Row',
  value: 'Value',
  epoch: 'Epoch',
  step: 'Step',
  training: 'Training',
  validation: 'Validation',
  rate: 'Learning rate',
  gradientNorm: 'Gradient norm',
  best: 'Best',
  bestEpoch: (epoch) => `best ${epoch}`,
  logScale: 'Log scale',
  history: 'Observed',
  median: 'Median',
  mean: 'Mean',
  interval: (level) => `${level} interval`,
  quantile: (level) => `Quantile ${level}`,
  error: 'Mean absolute error',
  methods: { model: 'Model', naive: 'Naive', seasonalNaive: 'Seasonal naive', drift: 'Drift', ridge: 'Ridge' },
  seriesSummary: ({ label, points, from, to, low, high }) =>
    `${label}, ${points} rows in all: shown from ${from} to ${to}, between ${low} and ${high}.`,
  emptySummary: (label) => `${label}: no values.`,
  lossSummary: ({ epochs, training, validation, best, bestLoss, running }) =>
    `Loss after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}${running ? ', still training' : ''}: training ${training}, validation ${validation}; best validation ${bestLoss} at epoch ${best}.`,
  forecastSummary: ({ series, steps, from, to, first, last, interval }) =>
    `Forecast of ${series}, ${steps} ${steps === 1 ? 'step' : 'steps'} from ${from} to ${to}: the median goes from ${first} to ${last}${interval}.`,
  forecastBounds: (level, low, high) => `, where the ${level} interval lies between ${low} and ${high}`,
  stepErrorSummary: ({ steps, best, wins, first, last }) =>
    `Mean absolute error over ${steps} horizon ${steps === 1 ? 'step' : 'steps'}: ${best} is lowest at ${wins} of them, from ${first} at the first to ${last} at the last.`,
};

export const german: ChartText = {
  showTable: 'Datentabelle anzeigen',
  hideTable: 'Datentabelle ausblenden',
  tableLimited: (shown, all) => `Die ersten ${shown} von ${all} Zeilen.`,
  tableThinned: 'Tiefste und höchste Zeile jedes sichtbaren Abschnitts; vergrößern, um jede Zeile zu sehen.',
  tableRegion: (title) => `Datentabelle: ${title}`,
  resetZoom: 'Zoom zurücksetzen',
  readingKeys:
    'Eingabe liest die Werte in der Mitte vor, Strg und Pfeiltasten ihre Nachbarn, Umschalt und Pfeiltasten wählen aus, Strg+Eingabe zeigt die Zeile, Escape beendet.',
  keys: 'Pfeiltasten verschieben, Plus und Minus zoomen, 0 zeigt alles. Ziehen verschiebt, das Mausrad zoomt, Umschalt und Ziehen wählt aus.',
  epochKeys:
    'Pfeiltasten verschieben, Plus und Minus zoomen, 0 zeigt alle Epochen. Ziehen verschiebt, Strg und Mausrad zoomen, Umschalt und Ziehen wählt aus.',
  loading: 'Werte werden geladen',
  loadFailed: 'Die Werte konnten nicht geladen werden.',
  retry: 'Erneut versuchen',
  noValues: 'Keine Werte vorhanden.',
  noEpochs: 'Die Kurven erscheinen, wenn die erste Epoche endet.',
  findings: (count) => (count === 1 ? '1 Befund' : `${count} Befunde`),
  time: 'Zeit',
  row: 'Zeile',
  value: 'Wert',
  epoch: 'Epoche',
  step: 'Schritt',
  training: 'Training',
  validation: 'Validierung',
  rate: 'Lernrate',
  gradientNorm: 'Gradientennorm',
  best: 'Beste',
  bestEpoch: (epoch) => `beste ${epoch}`,
  logScale: 'Logarithmische Skala',
  history: 'Beobachtet',
  median: 'Median',
  mean: 'Mittelwert',
  interval: (level) => `${level}-Intervall`,
  quantile: (level) => `Quantil ${level}`,
  error: 'Mittlerer absoluter Fehler',
  methods: { model: 'Modell', naive: 'Naiv', seasonalNaive: 'Saisonal naiv', drift: 'Drift', ridge: 'Ridge' },
  seriesSummary: ({ label, points, from, to, low, high }) =>
    `${label}, insgesamt ${points} Zeilen: dargestellt von ${from} bis ${to}, zwischen ${low} und ${high}.`,
  emptySummary: (label) => `${label}: keine Werte.`,
  lossSummary: ({ epochs, training, validation, best, bestLoss, running }) =>
    `Verlust nach ${epochs} ${epochs === 1 ? 'Epoche' : 'Epochen'}${running ? ', das Training läuft noch' : ''}: Training ${training}, Validierung ${validation}; beste Validierung ${bestLoss} in Epoche ${best}.`,
  forecastSummary: ({ series, steps, from, to, first, last, interval }) =>
    `Prognose für ${series}, ${steps} ${steps === 1 ? 'Schritt' : 'Schritte'} von ${from} bis ${to}: Der Median geht von ${first} bis ${last}${interval}.`,
  forecastBounds: (level, low, high) => `, wo das ${level}-Intervall zwischen ${low} und ${high} liegt`,
  stepErrorSummary: ({ steps, best, wins, first, last }) =>
    `Mittlerer absoluter Fehler über ${steps} ${steps === 1 ? 'Schritt' : 'Schritte'} voraus: ${best} ist bei ${wins} davon am kleinsten, von ${first} beim ersten bis ${last} beim letzten.`,
};

export interface ChartLanguage {
  text: ChartText;
  /** For Intl; undefined: the system's. */
  locale: string | undefined;
}

export const chartLanguageKey: InjectionKey<ChartLanguage> = Symbol('chart language');

export const useChartLanguage = (): ChartLanguage => inject(chartLanguageKey, { text: english, locale: undefined });
