export const en = {
  bug: 'Something went wrong inside Hindcast: {message}',
  stateUnreadable: 'The saved layout could not be read. Hindcast starts with the default one and keeps the old text aside.',
  keyCtrl: 'Ctrl',
  keyShift: 'Shift',
  keyEscape: 'Escape',
  keyDelete: 'Delete',
  keyEnter: 'Enter',
  keySpace: 'Space',
  keyTab: 'Tab',
  keyPageUp: 'PageUp',
  keyPageDown: 'PageDown',
};
