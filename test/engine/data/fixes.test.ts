/** Fixes are made in memory, in their order, each time a file is read; the file stays as it is. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../engine/data/index.ts';
import { interpolate } from '../../../engine/data/fixes/interpolate.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import type { Fix } from '../../../engine/protocol/data.ts';
import { lines, refusal, values } from './files.ts';

const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const series = (cells: ReadonlyArray<string | number>): string[] => cells.map((cell, i) => `${day(i)},${cell}`);
const steady = (count: number): number[] => Array.from({ length: count }, (_, i) => 10 + (i % 7));

const remedies = (dataset: Dataset, code: string): Fix[] => dataset.findings.find((found) => found.code === code)?.fixes ?? [];

describe('repeated times', () => {
  const file = lines('day,y', ...series(steady(20)), `${day(4)},100`, `${day(4)},`);

  it.each([
    ['last', null],
    ['first', 14],
    ['mean', 57],
  ] as const)('keep the %s: %s', async (keep, expected) => {
    const found = await importFile(file, { fixes: [{ kind: 'repeated-times', keep }] });
    expect(values(found, 'y')[4]).toBe(expected);
    expect(values(found, 'y')).toHaveLength(20);
    expect(found.findings.map(({ code }) => code)).not.toContain('conflicting-rows');
  });

  it('are offered for the rows that say otherwise, the mean first', async () => {
    expect(remedies(await importFile(file), 'conflicting-rows')).toEqual([
      { kind: 'repeated-times', keep: 'mean' },
      { kind: 'repeated-times', keep: 'first' },
      { kind: 'repeated-times', keep: 'last' },
    ]);
  });

  it('make a file readable that repeats most of its times', async () => {
    const twice = lines('day,y', ...series(steady(20)), ...series(steady(20).map((value) => value + 2)));
    expect((await refusal(importFile(twice))).code).toBe('repeated-times');
    const found = await importFile(twice, { fixes: [{ kind: 'repeated-times', keep: 'mean' }] });
    expect(values(found, 'y')).toEqual(steady(20).map((value) => value + 1));
  });
});

describe('interpolation', () => {
  it('fills short gaps on a straight line, and leaves longer ones and the ends', () => {
    const cells = Float64Array.of(NaN, 1, NaN, NaN, 4, NaN, NaN, NaN, 8, NaN);
    interpolate(cells, 2);
    expect(Array.from(cells)).toEqual([NaN, 1, 2, 3, 4, NaN, NaN, NaN, 8, NaN]);
  });

  it('never changes an observed value, and leaves no gap of its length or less between two', () => {
    const cell = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: NaN });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (cells, longest) => {
        const filled = Float64Array.from(cells);
        interpolate(filled, longest);
        cells.forEach((value, i) => expect(Number.isNaN(value) || filled[i] === value).toBe(true));
        const gaps =
          Array.from(filled, (value) => (Number.isNaN(value) ? '.' : 'x'))
            .join('')
            .match(/(?<=x)\.+(?=x)/g) ?? [];
        for (const gap of gaps) expect(gap.length).toBeGreaterThan(longest);
      }),
    );
  });

  it('is offered for missing cells and for filled gaps, stays within a series, and says what is left', async () => {
    const rows = series([1, 2, '', 4, 5, '', '', '', '', 10, 11, 12, 13, 14, 15]);
    const found = await importFile(lines('day,y', ...rows));
    expect(remedies(found, 'missing-values').slice(0, 2)).toEqual([
      { kind: 'interpolate', column: 'y', longest: 3 },
      { kind: 'interpolate', column: 'y', longest: 4 },
    ]);
    const short = await importFile(lines('day,y', ...rows), { fixes: remedies(found, 'missing-values').slice(0, 1) });
    expect(values(short, 'y').slice(0, 6)).toEqual([1, 2, 3, 4, 5, null]);
    expect(short.findings.find(({ code }) => code === 'missing-values')).toMatchObject({ count: 4 });
    const all = await importFile(lines('day,y', ...rows), { fixes: [{ kind: 'interpolate', column: null, longest: 4 }] });
    expect(values(all, 'y')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(all.findings.map(({ code }) => code)).not.toContain('missing-values');
    expect(all.columns.find(({ name }) => name === 'y')).toMatchObject({ observed: 15, missing: 0 });
  });

  it('does not reach from one series into the next', async () => {
    const long = ['a', 'b'].flatMap((id) =>
      [...Array(8).keys()].map((i) => `${day(i)},${id},${(id === 'a' && i === 7) || (id === 'b' && i === 0) ? '' : i}`),
    );
    const found = await importFile(lines('day,id,y', ...long), { fixes: [{ kind: 'interpolate', column: null, longest: 5 }] });
    expect(values(found, 'y').slice(6, 10)).toEqual([6, null, null, 1]);
  });
});

describe('cells that are no values', () => {
  it('a mark for "missing" is found and becomes missing', async () => {
    const file = lines('day,y', ...series(steady(20).with(3, -999).with(9, -999)));
    const found = await importFile(file);
    const [remedy] = remedies(found, 'possible-missing');
    expect(remedy).toEqual({ kind: 'missing-value', column: 'y', value: -999 });
    const fixed = await importFile(file, { fixes: [remedy!] });
    expect([values(fixed, 'y')[3], values(fixed, 'y')[9], values(fixed, 'y')[4]]).toEqual([null, null, 14]);
    expect(fixed.columns.find(({ name }) => name === 'y')?.min).toBe(10);
    expect(fixed.findings.map(({ code }) => code)).not.toContain('possible-missing');
  });

  it('cells are named by their line, and the order of fixes counts', async () => {
    const file = lines('day,y', ...series(steady(20).with(5, 5000)));
    const fixes: Fix[] = [
      { kind: 'missing-cells', column: 'y', rows: [7] },
      { kind: 'interpolate', column: 'y', longest: 1 },
    ];
    expect(values(await importFile(file, { fixes }), 'y')[5]).toBe(15);
    expect(values(await importFile(file, { fixes: fixes.toReversed() }), 'y')[5]).toBe(null);
    expect(readFileSync(file, 'utf8')).toContain('5000');
  });
});

it('a constant column is left out where another has values', async () => {
  const file = lines('day,y,flat', ...series(steady(20)).map((row) => `${row},3`));
  const found = await importFile(file);
  expect(remedies(found, 'constant-column')[0]).toEqual({ kind: 'ignore-column', column: 'flat' });
  const fixed = await importFile(file, { fixes: [{ kind: 'ignore-column', column: 'flat' }] });
  expect(fixed.numeric.map(({ name }) => name)).toEqual(['y']);
  expect(fixed.findings.filter(({ column }) => column === 'flat')).toEqual([]);
  expect(fixed.columns.find(({ name }) => name === 'flat')?.role).toBe('ignore');
});

it('irregular times are put into the step that most rows keep', async () => {
  const times = [0, 61, 119, 185, 243, 300, 355, 422, 480, 541, 598, 663];
  const file = lines('time,y', ...times.map((minute, i) => `${new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString()},${i}`));
  const found = await importFile(file);
  const offered = remedies(found, 'irregular-times');
  expect(offered[0]).toEqual({ kind: 'resample', frequency: { unit: 'hour', step: 1 }, rule: 'mean' });
  const fixed = await importFile(file, { fixes: offered.slice(0, 1) });
  expect(fixed.frequency).toEqual({ unit: 'hour', step: 1 });
  expect(fixed.findings.map(({ code }) => code)).not.toContain('irregular-times');
});

it('what was read as missing can be accepted, which changes no value', async () => {
  const file = lines('day,y', ...series((steady(30) as Array<number | string>).with(3, 'broken')));
  const found = await importFile(file);
  const [accept] = remedies(found, 'unreadable-value');
  expect(accept).toEqual({ kind: 'accept', code: 'unreadable-value', column: 'y' });
  const fixed = await importFile(file, { fixes: [accept!] });
  expect(fixed.findings.map(({ code }) => code)).not.toContain('unreadable-value');
  expect(fixed.numeric).toEqual(found.numeric);
});

it('a fix of a column that is not there is refused by name', async () => {
  const file = lines('day,y', ...series(steady(20)));
  expect(await refusal(importFile(file, { fixes: [{ kind: 'ignore-column', column: 'z' }] }))).toMatchObject({
    code: 'unknown-column',
    details: { column: 'z' },
  });
});

it('the settings of a fixed dataset read the same dataset again', async () => {
  const file = lines('day,y', ...series(steady(20)), `${day(4)},100`);
  const first = await importFile(file, {
    fixes: [
      { kind: 'repeated-times', keep: 'mean' },
      { kind: 'missing-cells', column: 'y', rows: [3] },
    ],
  });
  const again = await importFile(file, first.settings);
  expect({ ...again }).toEqual({ ...first });
});
