import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  cancel: 'Abbrechen',
  estimating: 'Restzeit wird geschätzt…',
  remaining: 'Noch etwa {time}',
  waitsFirst: '{place}. Beginnt gleich',
  waitsForEnd: '{place}. Wartet auf das Ende von {names} || {place}. Wartet, bis eines davon endet: {names}',
  waitsMore: '{count} weitere',
  waitsAfter: '{place}. Beginnt nach {name}',
};
