import { calendarWidth } from '../data/index.ts';
import type { DataConfig } from '../protocol/training.ts';

/**
 * The channels of a network's input, in their order: target, past covariates, future covariates, what the calendar says, the time since the
 * target was observed; the mask of observed targets comes after them. The core reads those that are known ahead at the forecast steps too.
 */
export interface Channels {
  /** Target and columns, which have scalers; what follows is not scaled. */
  scaled: number;
  /** The first channel that is known ahead, and how many are. */
  ahead: number;
  known: number;
  /** The channel of the time since the target was observed; null: there is none. */
  since: number | null;
  /** All of them, without the mask. */
  count: number;
}

/** `covariates` and `future`: one entry a column. */
export function channelsOf(
  data: { covariates: readonly unknown[]; future: readonly unknown[] } & Pick<DataConfig, 'calendar' | 'sinceObserved'>,
): Channels {
  const ahead = 1 + data.covariates.length;
  const scaled = ahead + data.future.length;
  const end = data.calendar.reduce((sum, feature) => sum + calendarWidth(feature), scaled);
  return { scaled, ahead, known: end - ahead, since: data.sinceObserved ? end : null, count: end + (data.sinceObserved ? 1 : 0) };
}

/** Steps before an origin that are looked at: the context, and where the time since the last value counts as many before it. */
export function reachOf({ context, sinceObserved }: Pick<DataConfig, 'context' | 'sinceObserved'>): number {
  return sinceObserved ? 2 * context : context;
}

/** Whether a channel holds codes of names, which are not scaled. */
export function isCode(
  { covariates, future, categorical }: Pick<DataConfig, 'covariates' | 'future' | 'categorical'>,
  channel: number,
): boolean {
  const name = channel > covariates.length ? future[channel - 1 - covariates.length] : covariates[channel - 1];
  return name !== undefined && categorical.includes(name);
}

/** Indices of the channels that are known ahead, as `WindowSource.future` takes them. */
export function aheadChannels({ ahead, known }: Channels): Int32Array {
  return Int32Array.from({ length: known }, (_, i) => ahead + i);
}
