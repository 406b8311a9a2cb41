import type { Fix } from '../../../engine/protocol/data.ts';
import { formatFrequency } from '../../base/format.ts';
import { t } from './messages.ts';

type AcceptKey = 'acceptSorted' | 'acceptDuplicates' | 'acceptClosed' | 'acceptMissingCells' | 'acceptMissing' | 'acceptLeftOut';

const ACCEPTED: Readonly<Record<string, AcceptKey>> = {
  unsorted: 'acceptSorted',
  'duplicate-rows': 'acceptDuplicates',
  'closed-days': 'acceptClosed',
  'unreadable-value': 'acceptMissingCells',
  'infinite-value': 'acceptMissingCells',
  'short-row': 'acceptMissingCells',
  'long-row': 'acceptMissingCells',
  'missing-values': 'acceptMissing',
  'gaps-filled': 'acceptMissing',
  'missing-time': 'acceptLeftOut',
  'unreadable-time': 'acceptLeftOut',
  'missing-series': 'acceptLeftOut',
  'off-index': 'acceptLeftOut',
};

/** What a fix does, as the title of an action. */
export function fixTitle(fix: Fix): string {
  switch (fix.kind) {
    case 'accept': {
      const title = t(ACCEPTED[fix.code] ?? 'accept');
      return fix.column === null ? title : t('acceptOf', { title, column: fix.column });
    }
    case 'repeated-times':
      return t(({ mean: 'repeatedMean', first: 'repeatedFirst', last: 'repeatedLast' } as const)[fix.keep]);
    case 'missing-value':
      return t('missingValue', { value: String(fix.value), column: fix.column });
    case 'missing-cells':
      return fix.rows.length === 1
        ? t('missingCell', { row: fix.rows[0] ?? 0, column: fix.column })
        : t('missingCells', { count: fix.rows.length, column: fix.column });
    case 'interpolate':
      return fix.column === null
        ? t('interpolateAll', { count: fix.longest })
        : t('interpolate', { count: fix.longest, column: fix.column });
    case 'ignore-column':
      return t('ignoreColumn', { column: fix.column });
    case 'resample':
      return t('resample', { step: formatFrequency(fix.frequency), rule: t(fix.rule) });
  }
}

/** What whoever chooses the fix must know; null where the title says all. */
export function fixCaution(fix: Fix): string | null {
  return fix.kind === 'interpolate' ? t('filledCounts') : null;
}
