/** What a model reads beside its target, by kind: how each is called, and the icon beside the word. */
import type { CovariateKind, NamedCovariate } from '../../../engine/protocol/explanation.ts';
import { t } from './messages.ts';

const icons: Record<CovariateKind, string> = {
  past: 'history',
  future: 'milestone',
  static: 'pinned',
  calendar: 'calendar',
  series: 'symbol-array',
};

export function kindOf(kind: CovariateKind): { icon: string; word: string } {
  const words: Record<CovariateKind, string> = {
    past: t('kindPast'),
    future: t('kindFuture'),
    static: t('kindStatic'),
    calendar: t('kindCalendar'),
    series: t('kindSeries'),
  };
  return { icon: icons[kind], word: words[kind] };
}

/** A column by its name, the calendar by what it says, a series' own vector in words. */
export function covariateName({ kind, column }: NamedCovariate): string {
  if (kind === 'series') return t('seriesItself');
  return kind === 'calendar' ? column.split(', ').map(featureName).join(', ') : column;
}

const HOLIDAYS = 'holiday:';

function featureName(feature: string): string {
  if (feature.startsWith(HOLIDAYS)) return t('holidays', { place: feature.slice(HOLIDAYS.length) });
  const names: Record<string, string> = { hour: t('hour'), weekday: t('weekday'), month: t('month'), 'day-of-year': t('dayOfYear') };
  return names[feature] ?? feature;
}
