import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeptRows } from '../../../bench/accuracy/kept-rows.ts';
import type { Row } from '../../../bench/accuracy/row.ts';
import { useTempFolder } from '../../engine/project/temp-folder.ts';

const folder = useTempFolder();
const figures = { smape: 1, mase: 2, owa: 3, mse: null, mae: null, wql: null, coverage80: null };
const row: Row = { set: 'm3-yearly', model: 'theta', ...figures, seconds: 1, seed: 1, quick: false };

describe('kept rows', () => {
  it('are found again by set, model, setting and seed', () => {
    const path = join(folder(), 'rows.jsonl');
    const first = new KeptRows(path);
    first.add(row);
    first.add({ ...row, set: 'm3' });
    const again = new KeptRows(path);
    expect(again.find(['m3-yearly', 'm3'], row)).toEqual([row, { ...row, set: 'm3' }]);
    for (const other of [{ seed: 2 }, { quick: true }, { model: 'ets' }, { horizon: 96 }])
      expect(again.find(['m3'], { ...row, ...other })).toBeNull();
    expect(again.find(['m3', 'm3-monthly'], row)).toBeNull();
  });

  it('name the line that is no row', () => {
    const path = join(folder(), 'rows.jsonl');
    writeFileSync(path, `${JSON.stringify(row)}\n{"set":\n`);
    expect(() => new KeptRows(path)).toThrow(/line 2: expected a row/);
  });
});
