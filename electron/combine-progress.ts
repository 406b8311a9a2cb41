/** The progress of all windows as one: the mean of those where something runs; null where nothing does. */
export function combineProgress(windows: ReadonlyArray<number | null>): number | null {
  const known = windows.filter((progress) => progress !== null);
  return known.length === 0 ? null : known.reduce((sum, progress) => sum + progress, 0) / known.length;
}
