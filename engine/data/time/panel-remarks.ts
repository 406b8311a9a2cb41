import type { Frequency } from '../../protocol/data.ts';
import type { FindingLog } from '../csv/findings.ts';
import { timeOfDay } from './calendar.ts';
import { frequencyName, isCalendar } from './frequency.ts';
import { inferFrequency } from './infer-frequency.ts';

/** A series with fewer rows says little of its step. */
const TELLING = 5;
const NAMED = 8;

/** The series of a panel by name, with their times on the wall and in UTC. */
export interface PanelTimes {
  ids: readonly string[];
  wall: readonly Float64Array[];
  utc: readonly Float64Array[];
}

/** Notes the series whose own step is not that of most, and series whose days begin at different times. */
export function remarkOnPanel({ ids, wall, utc }: PanelTimes, frequency: Frequency, timeName: string, log: FindingLog): void {
  if (ids.length < 2) return;
  const steps = wall.map((times, i) => (times.length < TELLING ? null : frequencyName(inferFrequency([times], [utc[i]!]))));
  const most = mostFrequent(steps);
  const others = ids.flatMap((id, i) => (steps[i] === null || steps[i] === most ? [] : [`"${id}" (${steps[i]!})`]));
  if (most !== null && others.length > 0) {
    const index =
      frequency.unit === 'row' ? 'The rows are used one after the other' : `All are put on steps of one ${frequencyName(frequency)}`;
    log.add(
      {
        code: 'mixed-frequencies',
        severity: 'warning',
        message: `Most series have a row each ${most}, but not ${listed(others)}. ${index}, so their rows mean different spans of time or have gaps between them.`,
        advice: 'Put all rows into steps of the longest of these, or leave those series out or in a file of their own.',
        column: timeName,
      },
      others.length,
    );
  }
  if (isCalendar(frequency)) remarkOnClocks(ids, wall, timeName, log);
}

function remarkOnClocks(ids: readonly string[], wall: readonly Float64Array[], timeName: string, log: FindingLog): void {
  const clocks = wall.map((times) => (times.length === 0 ? null : clockText(timeOfDay(times[0]!))));
  const most = mostFrequent(clocks);
  const others = ids.flatMap((id, i) => (clocks[i] === null || clocks[i] === most ? [] : [`"${id}" at ${clocks[i]!}`]));
  if (most === null || others.length === 0) return;
  log.add(
    {
      code: 'clocks-differ',
      severity: 'warning',
      message: `The steps of most series begin at ${most}, but those of ${listed(others)}: they may come from other time zones. Each series keeps its own time of day.`,
      advice: 'Nothing to do if each is right for itself; if they shall match, write all times in one zone and state it.',
      column: timeName,
    },
    others.length,
  );
}

function listed(names: readonly string[]): string {
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
}

function clockText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, milliseconds % 60_000 === 0 ? 16 : 19);
}

/** The first of the most frequent entries; null where there is none. */
function mostFrequent(entries: ReadonlyArray<string | null>): string | null {
  const counts = new Map<string, number>();
  for (const entry of entries) if (entry !== null) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  return [...counts].reduce<[string | null, number]>((best, entry) => (entry[1] > best[1] ? entry : best), [null, 0])[0];
}
