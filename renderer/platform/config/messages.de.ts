import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  unsaved: 'Nicht gespeichert',
  save: 'Speichern',
  errors: '{count} Fehler || {count} Fehler',
  warnings: '{count} Warnung || {count} Warnungen',
  noFindings: 'Keine Probleme',
  conflict: 'Die Datei wurde während der Bearbeitung außerhalb dieses Editors geändert.',
  loadTheirs: 'Datei laden und eigene Änderungen verwerfen',
  keepMine: 'Eigene Änderungen behalten',
};
