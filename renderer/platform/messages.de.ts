import type { Translation } from './i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  bug: 'In Hindcast ist ein Fehler aufgetreten: {message}',
  stateUnreadable:
    'Das gespeicherte Layout konnte nicht gelesen werden. Hindcast startet mit dem Standardlayout und bewahrt den alten Text auf.',
  keyCtrl: 'Strg',
  keyShift: 'Umschalt',
  keyEscape: 'Escape',
  keyDelete: 'Entf',
  keyEnter: 'Eingabe',
  keySpace: 'Leertaste',
  keyTab: 'Tab',
  keyPageUp: 'Bild auf',
  keyPageDown: 'Bild ab',
};
