import { translator } from '../../platform/i18n/i18n.ts';

export const t = translator({
  title: 'Output',
  show: 'Show output',
  clear: 'Clear output',
  view: 'View',
  channel: 'Channel',
  none: 'Nothing has been logged in this channel.',
  log: 'Log of {channel}',
});
