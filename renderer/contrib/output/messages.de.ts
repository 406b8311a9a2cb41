import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  title: 'Ausgabe',
  show: 'Ausgabe anzeigen',
  clear: 'Ausgabe löschen',
  view: 'Anzeigen',
  channel: 'Kanal',
  none: 'In diesem Kanal wurde nichts protokolliert.',
  log: 'Protokoll von {channel}',
};
