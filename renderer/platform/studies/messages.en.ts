export const en = {
  queued: 'Waiting',
  running: 'Searching',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};
