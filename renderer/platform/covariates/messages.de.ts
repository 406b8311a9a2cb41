import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  beside: 'Spalten neben der Zielspalte',
  besideHint:
    'Geben Sie an, wann jede bekannt ist: Eine Prognose kann im Voraus Bekanntes nur nutzen, wenn die Datei es für die kommenden Schritte enthält.',
  column: 'Spalte',
  use: 'Verwendung',
  useOf: 'Verwendung von {name}',
  roleNone: 'Nicht verwendet',
  rolePast: 'Bis zur letzten Beobachtung bekannt',
  roleFuture: 'Im Voraus bekannt',
  roleStatic: 'Konstant in jeder Reihe',
  kindPast: 'Vergangen',
  kindFuture: 'Im Voraus bekannt',
  kindStatic: 'Konstant',
  kindCalendar: 'Kalender',
  kindSeries: 'Eigener Vektor',
  seriesItself: 'Die Reihe selbst',
  hour: 'Tageszeit',
  weekday: 'Wochentag',
  month: 'Monat',
  dayOfYear: 'Tag des Jahres',
  holidays: 'Feiertage {place}',
  holdsNames: 'Namen',
  namesOf: '{name} enthält Namen statt Mengen',
};
