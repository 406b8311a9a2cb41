import type { Translation } from '../../platform/i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  title: 'Problems',
  show: 'Show problems',
  view: 'View',
  none: 'Nothing was found',
  noneText: 'What Hindcast finds in a dataset while it reads it appears here: gaps, duplicates, values that cannot be read.',
  filter: 'Filter by text',
  row: 'row {row}',
  column: 'column {column}',
  count: '{count} place || {count} places',
  errors: '{count} error || {count} errors',
  warnings: '{count} warning || {count} warnings',
  infos: '{count} note || {count} notes',
  filtered: 'Nothing fits the filter.',
  list: 'Problems by dataset',
};
