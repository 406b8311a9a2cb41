/** Data: reading files, and what models and charts need of them. */
export { importFile } from './import-file.ts';
export { previewFile } from './preview-file.ts';
export { fileShape } from './file-shape.ts';
export { hashFile } from './file-hash.ts';
export { changingFixes } from './fixes/mending.ts';
export { SINGLE_SERIES } from './time/index-rows.ts';
export { chartWindow } from './chart-window.ts';
export { csvLine } from './export-csv.ts';
export { loadSamples } from './samples.ts';
export { columnSeasons, profileSeries } from './profile/profile.ts';
export { tablePage } from './table-page.ts';
export { knownPart } from './known-part.ts';
export { calendarReader, calendarTable, calendarWidth, holidaysOf, loadCalendar } from './time/calendar-features.ts';
export { futureTimes } from './time/future-times.ts';
export { FIRST_HOLIDAY, HOLIDAY_YEARS } from './time/holidays.ts';
export { seriesEnd, timesAhead, wallTimes } from './time/wall-times.ts';
export { timeWriter } from './time/write-time.ts';
