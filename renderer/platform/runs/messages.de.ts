import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  queued: 'Wartet',
  running: 'Wird trainiert',
  paused: 'Angehalten',
  stopping: 'Wird beendet',
  evaluating: 'Vergleich mit den einfachen Verfahren',
  done: 'Fertig',
  cancelled: 'Abgebrochen',
  failed: 'Fehlgeschlagen',
  interrupted: 'Unterbrochen',
};
