export const en = {
  title: 'Output',
  show: 'Show output',
  clear: 'Clear output',
  view: 'View',
  channel: 'Channel',
  none: 'Nothing has been logged in this channel.',
  log: 'Log of {channel}',
};
