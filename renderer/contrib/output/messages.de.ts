import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  title: 'Output',
  show: 'Show output',
  clear: 'Clear output',
  view: 'View',
  channel: 'Channel',
  none: 'Nothing has been logged in this channel.',
  log: 'Log of {channel}',
};
