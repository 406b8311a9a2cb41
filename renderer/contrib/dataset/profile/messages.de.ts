import type { Translation } from '../../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  label: 'Profil von {name}',
  column: 'Spalte',
  series: 'Reihe',
  looking: '{name} wird untersucht…',
  lookingMore: 'Weitere Untersuchung: Korrelationen, Tests, Zerlegung…',
  cancel: 'Abbrechen',
  cancelled: 'Die Untersuchung wurde abgebrochen.',
  again: 'Erneut untersuchen',
  onlyLast: 'Zerlegung und Tests betrachten die letzten {count} von {steps} Schritten.',
  contents: 'Abschnitte des Profils',

  missing: 'Fehlende Werte',
  gapStart: 'Ab',
  gapSteps: 'Schritte ohne Wert',
  gapStrip: 'Wo Werte fehlen',

  distribution: 'Verteilung',
  value: 'Wert',
  frequency: 'Häufigkeit',
  binRange: '{from} bis {to}',
  quantile: 'Anteil der Werte darunter',

  seasons: 'Saisons',
  season: 'Saison',
  explained: 'Erklärte Schwankung',

  correlations: 'Gedächtnis',
  autocorrelation: 'Autokorrelation',
  partial: 'Partielle Autokorrelation',
  lag: 'Abstand in Schritten',
  lagOf: 'Abstand {lag}',
  noise: '95 % von Rauschen',

  decomposition: 'Trend, Saison und Rest',
  observed: 'Werte',
  trend: 'Trend',
  remainder: 'Rest',

  outliers: 'Werte fern vom Erwarteten',
  outliersNone: 'Kein Wert liegt fern von dem, was Nachbarn und Saison erwarten lassen.',
  outliersSome:
    '{count} Wert liegt fern von dem, was Nachbarn und Saison erwarten lassen. || {count} Werte liegen fern von dem, was Nachbarn und Saison erwarten lassen.',
  changes: 'Brüche',
  changesNone: 'Niveau, Anstieg und Streuung ändern sich nirgends stärker als Rauschen.',
  changesSome:
    'Niveau, Anstieg oder Streuung ändern sich an {count} Stelle. || Niveau, Anstieg oder Streuung ändern sich an {count} Stellen.',
  when: 'Wann',
  expected: 'Erwartet',
  levelBefore: 'Niveau davor',
  levelAfter: 'Niveau danach',
  slopeBefore: 'Anstieg je Schritt davor',
  slopeAfter: 'Anstieg je Schritt danach',
  inTable: '{when} in der Tabelle anzeigen',
  firstOf: 'Die ersten {shown} von {all}.',

  stationarity: 'Bleibt das Niveau?',
  test: 'Test',
  statistic: 'Statistik',
  pValue: 'p-Wert',
  lagsUsed: 'Abstände',
  nullAdf: 'Erweiterter Dickey-Fuller-Test (gegen: das Niveau wandert)',
  nullKpss: 'KPSS (gegen: das Niveau ist fest)',

  demand: 'Bedarf',

  forecastability: 'Wie viel absehbar ist',
};
