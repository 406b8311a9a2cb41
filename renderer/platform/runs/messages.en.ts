export const en = {
  queued: 'Waiting',
  running: 'Training',
  paused: 'Paused',
  stopping: 'Stopping',
  evaluating: 'Comparing with the simple methods',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
};
