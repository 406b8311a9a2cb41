import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  queued: 'Wartet',
  running: 'Sucht',
  paused: 'Angehalten',
  done: 'Fertig',
  cancelled: 'Beendet',
  failed: 'Fehlgeschlagen',
  interrupted: 'Unterbrochen',
};
