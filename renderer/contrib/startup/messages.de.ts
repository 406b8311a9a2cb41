import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  title: 'Startleistung',
  category: 'Entwickler',
  lead: 'Das Fenster war {time} nach Beginn seines Prozesses benutzbar.',
  notYet: 'Das Fenster wird noch gestartet.',
  reopened: 'Wurde die Seite neu geladen, so gelten ihre Schritte vom ersten Mal.',
  step: 'Schritt',
  at: 'Seit Beginn (ms)',
  took: 'Dauer (ms)',
  main: 'Hauptprozess läuft',
  ready: 'Electron ist bereit',
  window: 'Fenster ist erstellt',
  page: 'Seite beginnt zu laden',
  script: 'Skript der Seite ist geladen',
  services: 'Gespeicherter Zustand ist gelesen',
  mounted: 'Bereiche sind gezeichnet',
  interactive: 'Fenster ist benutzbar',
};
