import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  cancel: 'Cancel',
  estimating: 'Estimating the time left…',
  remaining: 'About {time} left',
};
