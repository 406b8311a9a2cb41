import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  title: 'Probleme',
  show: 'Probleme anzeigen',
  view: 'Anzeigen',
  none: 'Nichts gefunden',
  noneText: 'Was Hindcast beim Lesen eines Datensatzes findet, erscheint hier: Lücken, Duplikate, unlesbare Werte.',
  filter: 'Nach Text filtern',
  row: 'Zeile {row}',
  column: 'Spalte {column}',
  count: '{count} Stelle || {count} Stellen',
  errors: '{count} Fehler || {count} Fehler',
  warnings: '{count} Warnung || {count} Warnungen',
  infos: '{count} Hinweis || {count} Hinweise',
  found: '{count} Problem passt zum Filter. || {count} Probleme passen zum Filter.',
  filtered: 'Nichts passt zum Filter.',
  list: 'Probleme nach Datensatz',
};
