export const en = {
  unsaved: 'Not saved',
  save: 'Save',
  errors: '{count} error || {count} errors',
  warnings: '{count} warning || {count} warnings',
  noFindings: 'No problems',
  conflict: 'The file was changed outside this editor while you were editing.',
  loadTheirs: 'Load the file and drop my edits',
  keepMine: 'Keep my edits',
};
