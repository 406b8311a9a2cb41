import type { Translation } from './i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  justNow: 'gerade eben',
  loading: 'Wird geladen…',
  notLoaded: 'Dieser Teil des Fensters konnte nicht geladen werden: {reason}',
  loadAgain: 'Erneut versuchen',
  byRow: 'nach Zeilen',
  second: 'jede Sekunde || alle {count} Sekunden',
  minute: 'jede Minute || alle {count} Minuten',
  hour: 'stündlich || alle {count} Stunden',
  day: 'täglich || alle {count} Tage',
  'business-day': 'Werktage || alle {count} Werktage',
  week: 'wöchentlich || alle {count} Wochen',
  month: 'monatlich || alle {count} Monate',
  quarter: 'vierteljährlich || alle {count} Quartale',
  year: 'jährlich || alle {count} Jahre',
};
