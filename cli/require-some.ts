import { ExpectedError } from '../engine/protocol/errors.ts';

/** Nothing forecast is a failure, with the first reason. Error: `nothing-forecast`. */
export function requireSome(forecast: number, skipped: ReadonlyArray<{ seriesId: string; reason: string }>): void {
  if (forecast > 0) return;
  throw new ExpectedError('nothing-forecast', `No series could be forecast: ${skipped[0]?.reason ?? 'the file has none'}.`);
}
