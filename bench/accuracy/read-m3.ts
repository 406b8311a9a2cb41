import { MalformedFile, readRows, toNumbers } from './malformed.ts';
import type { PanelSeries } from './panel.ts';

const COLUMNS = ['id', 'period', 'type', 'freq', 'start', 'h', 'n'];

/** Two files with the columns `id,period,type,freq,start,h,n,values...`: one series a row, n values in the first file, h in the second. */
export function readM3(trainPath: string, testPath: string): PanelSeries[] {
  const tests = new Map(readSeries(testPath).map((row) => [row.id, row]));
  return readSeries(trainPath).map(({ id, period, season, horizon, length, values, line }) => {
    if (values.length !== length) throw new MalformedFile(trainPath, line, `n is ${length} but ${values.length} values follow.`);
    const test = tests.get(id);
    if (!test) throw new MalformedFile(trainPath, line, `expected ${id} in ${testPath} too, but it is not there.`);
    if (test.values.length !== horizon)
      throw new MalformedFile(testPath, test.line, `expected the horizon's ${horizon} values of ${id} but received ${test.values.length}.`);
    return { id, period, season, horizon, training: values, test: test.values };
  });
}

interface Row {
  id: string;
  period: string;
  season: number;
  horizon: number;
  length: number;
  values: Float64Array;
  line: number;
}

function readSeries(path: string): Row[] {
  const [head, ...rows] = readRows(path);
  COLUMNS.forEach((name, i) => {
    if (head![i]?.trim() !== name)
      throw new MalformedFile(path, 1, `expected column ${i + 1} to be "${name}" but received "${head![i] ?? ''}".`);
  });
  return rows.map((cells, i) => {
    const line = i + 2;
    const whole = (column: number): number => {
      const value = Number(cells[column]);
      if (!Number.isInteger(value) || value < 1)
        throw new MalformedFile(path, line, `expected a whole number from 1 as ${COLUMNS[column]} but received "${cells[column] ?? ''}".`);
      return value;
    };
    const values = toNumbers(cells.slice(COLUMNS.length), path, line);
    return {
      id: cells[0]!.trim(),
      period: cells[1]!.trim().toLowerCase(),
      season: whole(3),
      horizon: whole(5),
      length: whole(6),
      values,
      line,
    };
  });
}
