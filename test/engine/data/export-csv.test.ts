import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { csvLine } from '../../../engine/data/export-csv.ts';

describe('csvLine', () => {
  it('quotes what needs it and keeps a spreadsheet from running a formula', () => {
    expect(csvLine(['a,b', 'say "x"', ' =1+1', '@cmd', '-5%', null, 1.5])).toBe(`"a,b","say ""x""",' =1+1,'@cmd,'-5%,,1.5\r\n`);
  });

  it('leaves negative numbers numbers, and NaN empty', () => {
    expect(csvLine([-1.25, Number.NaN, -0])).toBe('-1.25,,-0\r\n');
  });

  it('numbers round-trip bit for bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(Number(csvLine([value]).trim()), value)).toBe(true);
      }),
    );
  });
});
