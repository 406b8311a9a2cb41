import { describe, expect, it } from 'vitest';
import { timeWriter } from '../../../engine/data/time/write-time.ts';
import type { FrequencyUnit } from '../../../engine/protocol/data.ts';
import { datasetOf } from '../../helpers/dataset.ts';

function writer(unit: FrequencyUnit, first: string, zone = 'UTC'): (iso: string) => string | number {
  const made = datasetOf([{ y: [1, 2] }]);
  const settings = { ...made.settings, time: { format: 'iso', zone } };
  const write = timeWriter({ hasTime: true, frequency: { unit, step: 1 }, settings, time: Float64Array.of(Date.parse(first)) });
  return (iso) => write(Date.parse(iso));
}

describe('timeWriter', () => {
  it('writes dates for days, and one form for all hours, midnight too', () => {
    expect(writer('day', '2024-01-01T00:00Z')('2024-01-03T00:00Z')).toBe('2024-01-03');
    expect(writer('hour', '2024-01-01T00:00Z')('2024-01-03T00:00Z')).toBe('2024-01-03T00:00:00Z');
    expect(writer('hour', '2024-01-01T00:00Z')('2024-01-03T01:00Z')).toBe('2024-01-03T01:00:00Z');
  });

  it('writes the date on the wall of the zone', () => {
    expect(writer('day', '2023-12-31T23:00Z', 'Europe/Berlin')('2024-06-30T22:00Z')).toBe('2024-07-01');
  });

  it('keeps the time of day where days do not start at midnight', () => {
    expect(writer('day', '2024-01-01T12:00Z')('2024-01-02T12:00Z')).toBe('2024-01-02T12:00:00Z');
  });

  it('writes row numbers where there is no time', () => {
    expect(timeWriter(datasetOf([{ y: [1] }]))(7)).toBe(7);
  });
});
