import { MalformedFile, readRows, toNumbers } from './malformed.ts';
import type { PanelSeries } from './panel.ts';

/**
 * The files of the M4 competition: a header, then one series a row, its id first, ragged. The test file has the horizon's values in
 * rows with the same ids, in any order.
 */
export function readM4(trainPath: string, testPath: string, season: number, horizon: number, period: string): PanelSeries[] {
  const tests = new Map<string, Float64Array>();
  for (const { id, values, line } of readSeries(testPath)) {
    if (values.length < horizon)
      throw new MalformedFile(testPath, line, `expected ${horizon} values of ${id} but received ${values.length}.`);
    if (tests.has(id)) throw new MalformedFile(testPath, line, `${id} stands in an earlier line already.`);
    tests.set(id, values.subarray(0, horizon));
  }
  return readSeries(trainPath).map(({ id, values, line }) => {
    const test = tests.get(id);
    if (!test) throw new MalformedFile(trainPath, line, `expected ${id} in ${testPath} too, but it is not there.`);
    return { id, period, season, horizon, training: values, test };
  });
}

function readSeries(path: string): Array<{ id: string; values: Float64Array; line: number }> {
  return readRows(path)
    .slice(1)
    .map((cells, i) => {
      const line = i + 2;
      const id = cells[0]!.trim();
      const values = toNumbers(cells.slice(1), path, line);
      if (id === '' || values.length === 0) throw new MalformedFile(path, line, 'expected an id and at least one value.');
      return { id, values, line };
    });
}
