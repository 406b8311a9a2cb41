import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  metrics: 'Fehler auf Daten, die das Training nie sah',
  metricsDetail: '{folds}, {points}',
  folds: '{count} Testabschnitt || {count} Testabschnitte',
  points: '{count} Prognosepunkt || {count} Prognosepunkte',
  method: 'Verfahren',
  seasonalNaive: 'Saisonal naiv',
  naive: 'Naiv',
  drift: 'Drift',
  ridge: 'Ridge',
  mae: 'MAE',
  rmse: 'RMSE',
  smape: 'sMAPE',
  mase: 'MASE',
  pinball: 'Pinball',
  coverage80: 'Abdeckung 80 %',
  maeHint: 'Mittlerer absoluter Fehler, in den Einheiten der Zielspalte. Kleiner ist besser.',
  rmseHint: 'Wurzel des mittleren quadratischen Fehlers: Große Fehler wiegen mehr. Kleiner ist besser.',
  smapeHint: 'Symmetrischer mittlerer absoluter prozentualer Fehler. Kleiner ist besser.',
  maseHint:
    'Mittlerer absoluter Fehler im Verhältnis zu dem von Saisonal naiv in den Trainingsdaten. Kleiner ist besser; unter 1 ist besser als dort.',
  pinballHint: 'Mittlerer Verlust über alle Quantile: bewertet auch das Intervall. Kleiner ist besser.',
  coverage80Hint: 'Anteil der wahren Werte im 80-%-Intervall. Je näher an 80 %, desto besser.',
  undefined: '–',
  undefinedHint: 'Für dieses Verfahren nicht definiert.',
  series: 'Reihe',
  theSeries: '(die einzige Reihe)',
  previousSeries: 'Vorherige Reihe',
  nextSeries: 'Nächste Reihe',
  skipped:
    'Für {count} Reihe konnte keine Prognose erstellt werden: {first} || Für {count} Reihen konnte keine Prognose erstellt werden. Die erste: {first}',
  noForecast: 'Für keine Reihe konnte eine Prognose erstellt werden',
};
