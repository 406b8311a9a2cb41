import { translator } from '../i18n/i18n.ts';

export const t = translator({
  cancel: 'Cancel',
  estimating: 'Estimating the time left…',
  remaining: 'About {time} left',
});
