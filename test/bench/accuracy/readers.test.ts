import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLtsf, scaleByTraining } from '../../../bench/accuracy/read-ltsf.ts';
import { readM3 } from '../../../bench/accuracy/read-m3.ts';
import { readM4 } from '../../../bench/accuracy/read-m4.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-sets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('M4 files', () => {
  const head = '"V1","V2","V3","V4"\n';
  const test = file('test.csv', `${head}"B","8","9"\r\n"A","4","5",""\n`);

  it('are ragged, quoted, and may have gaps inside', () => {
    const [a, b] = readM4(file('train.csv', `${head}"A","1","","3"\n"B","6",7,,\n`), test, 24, 2, 'hourly');
    expect(a).toMatchObject({ id: 'A', season: 24, horizon: 2, training: Float64Array.of(1, Number.NaN, 3), test: Float64Array.of(4, 5) });
    expect(b).toMatchObject({ id: 'B', training: Float64Array.of(6, 7), test: Float64Array.of(8, 9) });
  });

  it.each([
    ['no number', `${head}A,1,x,3\n`, /line 2: expected a number but received "x"/],
    ['no partner', `${head}A,1\nC,1\n`, /line 3: expected C in .*test\.csv too/],
    ['no values', `${head}A\n`, /line 2: expected an id and at least one value/],
    ['no rows', head, /line 1: expected a header and at least one row/],
  ])('with %s are refused by line', (_, text, message) => {
    expect(() => readM4(file('bad.csv', text), test, 24, 2, '')).toThrow(message);
  });

  it('with too few values for the horizon, or not there at all, are refused', () => {
    const train = file('short.csv', `${head}A,1,2\n`);
    expect(() => readM4(train, test, 24, 3, '')).toThrow(/expected 3 values of B but received 2/);
    expect(() => readM4(join(folder, 'none.csv'), test, 24, 2, '')).toThrow(/cannot be read/);
  });
});

describe('M3 files', () => {
  const head = 'id,period,type,freq,start,h,n,values...\n';
  const test = file('m3-test.csv', `${head}N1,MONTHLY,MICRO,12,1990.0,2,3,4,5\n`);

  it('have their season, horizon and length in columns', () => {
    const [only] = readM3(file('m3.csv', `${head}N1,MONTHLY,MICRO,12,1990.0,2,3,1,2,3\n`), test);
    expect(only).toMatchObject({ id: 'N1', period: 'monthly', season: 12, horizon: 2, training: Float64Array.of(1, 2, 3) });
    expect(only!.test).toEqual(Float64Array.of(4, 5));
  });

  it('whose columns or lengths are wrong are refused', () => {
    expect(() => readM3(file('m3.csv', `${head}N1,MONTHLY,MICRO,12,1990.0,2,3,1,2\n`), test)).toThrow(/line 2: n is 3 but 2 values/);
    expect(() => readM3(file('m3.csv', 'id,freq\nN1,1\n'), test)).toThrow(/expected column 2 to be "period"/);
    expect(() => readM3(file('m3.csv', `${head}N1,MONTHLY,MICRO,,1990.0,2,3,1,2,3\n`), test)).toThrow(/as freq but received ""/);
  });
});

describe('long-horizon tables', () => {
  it('are read by channel and scaled by their training part alone', () => {
    const { names, channels } = readLtsf(file('ltsf.csv', 'date,a,b\n1,1,5\n2,3,5\n3,100,\n4,9,9\n'));
    expect(names).toEqual(['a', 'b']);
    const scaled = scaleByTraining(channels, { training: 2, validation: 1, test: 0 });
    expect(scaled).toEqual([Float64Array.of(-1, 1, 98), Float64Array.of(0, 0, Number.NaN)]);
  });

  it('with a row of another width are refused', () => {
    expect(() => readLtsf(file('ltsf.csv', 'date,a,b\n1,1\n'))).toThrow(/line 2: expected 3 cells but received 2/);
  });
});
