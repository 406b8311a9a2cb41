import { expect, test } from 'vitest';
import { bandOf, heightAt, placed, smooth, xValues, yDomain } from '../../../../renderer/contrib/compare/curve-math.ts';
import { defaultCompare } from '../../../../renderer/contrib/compare/compare-settings.ts';
import { imageSvg } from '../../../../renderer/base/chart/image-svg.ts';
import { curvesImage, cutPoints } from '../../../../renderer/contrib/compare/curves-image.ts';
import { curvesCsv } from '../../../../renderer/contrib/compare/curves-csv.ts';
import { foldRows, stepLines } from '../../../../renderer/contrib/compare/by-step.ts';
import { groupableParameters, groupLines, groupRuns, runLines } from '../../../../renderer/contrib/compare/lines.ts';
import { withProgress } from '../../../../renderer/contrib/compare/use-curves.ts';
import { verdictSentence } from '../../../../renderer/contrib/compare/use-verdict.ts';
import { curves, epoch, run } from '../../fixture/fake-data.ts';

const f64 = (...values: number[]): Float64Array => Float64Array.from(values);

test('the moving average is the weighted mean of all values so far, by the closed form', () => {
  const values = [4, 1, 3, 0.5, 2];
  const weight = 0.7;
  const closed = values.map((_, t) => {
    const weights = values.slice(0, t + 1).map((__, i) => weight ** (t - i));
    const total = weights.reduce((sum, one) => sum + one, 0);
    return weights.reduce((sum, one, i) => sum + one * values[i]!, 0) / total;
  });
  const smoothed = smooth(values, weight);
  closed.forEach((value, t) => expect(smoothed[t]).toBeCloseTo(value, 12));
});

test('smoothing starts at the first value, keeps a constant, and passes over gaps', () => {
  expect(smooth([5, 5, 5], 0.99)[2]).toBeCloseTo(5, 12);
  expect([...smooth([1, Number.NaN, 3], 0.5)]).toEqual([1, Number.NaN, (0.5 * 0.5 * 1 + 0.5 * 3) / 0.75]);
  expect([...smooth([1, 2], 0)]).toEqual([1, 2]);
});

test('the x axis is epochs, steps, seconds of training, or moments', () => {
  const found = curves(run('a', 'A', 'done', 'air', 'airline', 0));
  expect(xValues(found, 'epoch', 0)[1]).toBe(2);
  expect(xValues(found, 'step', 0)[1]).toBe(8);
  expect(xValues(found, 'relative', 0)[1]).toBe(0.4);
  expect(xValues(found, 'wall', 1_000_000)[1]).toBe(1_000_400);
});

test('logarithmic axes have no place for zero and below', () => {
  expect(placed([0, 1, 100], [1, 10, -1], false, true)).toEqual({ x: f64(0, 1), y: f64(0, 1) });
  expect(placed([0, 1, 100], [1, 2, 3], true, false)).toEqual({ x: f64(0, 2), y: f64(2, 3) });
  expect(placed([0, Number.NaN], [1, 2], false, false)).toEqual({ x: f64(0), y: f64(1) });
});

test('between its points a curve is straight, outside it has no height', () => {
  const curve = { x: f64(1, 3), y: f64(10, 20) };
  expect([0.9, 1, 2, 3, 3.1].map((at) => heightAt(curve, at))).toEqual([Number.NaN, 10, 15, 20, Number.NaN]);
});

test('a band goes from the lowest to the highest curve, and counts those that reach so far', () => {
  const band = bandOf([
    { x: f64(1, 2, 3), y: f64(4, 2, 0) },
    { x: f64(1, 3), y: f64(8, 6) },
    { x: f64(1, 2), y: f64(0, 0) },
  ]);
  expect([...band.x]).toEqual([1, 2, 3]);
  expect([...band.y]).toEqual([4, 3, 3]);
  expect([...band.low]).toEqual([0, 0, 0]);
  expect([...band.high]).toEqual([8, 7, 6]);
  expect([...band.count]).toEqual([3, 3, 2]);
});

test('without outliers one wild value does not flatten the others', () => {
  const heights = [Float64Array.from({ length: 100 }, (_, i) => i / 100), f64(1e6)];
  expect(yDomain(heights, false).max).toBeGreaterThan(1e6);
  expect(yDomain(heights, true).max).toBeLessThan(1.1);
  expect(yDomain([], true)).toEqual({ min: 0, max: 1 });
});

const runs = ['1', '2', '3', '4'].map((id, index) => {
  const one = run(id, `Run ${id}`, 'done', 'air', 'airline', 0);
  one.config.training.seed = index;
  one.config.model.hidden = index < 2 ? 32 : 64;
  return one;
});
const all = new Map(runs.map((one) => [one.id, curves(one)]));
const request = {
  runs,
  curves: all,
  settings: defaultCompare,
  colors: new Map(runs.map(({ id }, i) => [id, i])),
  pinned: new Set<string>(),
};

test('only parameters that join runs are offered, and a group is the mean of its runs', () => {
  expect(groupableParameters(runs)).toEqual(['hidden']);
  const lines = runLines(request);
  expect(lines.map(({ key }) => key)).toEqual(['1', '2', '3', '4']);
  const [first, second] = groupLines(groupRuns(runs, 'hidden'), lines);
  expect([first!.label, second!.label]).toEqual(['hidden = 32 (2)', 'hidden = 64 (2)']);
  expect(first!.y[10]).toBeCloseTo((lines[0]!.y[10]! + lines[1]!.y[10]!) / 2, 12);
});

test('the curve before smoothing stays behind, and a run without times is not on an axis of times', () => {
  const [line] = runLines({ ...request, settings: { ...defaultCompare, smoothing: 0.9 } });
  expect(line!.raw!.y).toEqual(all.get('1')!.validationLoss);
  expect(line!.y[5]).not.toBe(line!.raw!.y[5]);
  const untimed = new Map([['1', { ...all.get('1')!, seconds: all.get('1')!.seconds.map(() => Number.NaN) }]]);
  expect(runLines({ ...request, curves: untimed, settings: { ...defaultCompare, xAxis: 'relative' } })).toEqual([]);
});

test('epochs that end while one looks are appended; those that a resumed run repeats are replaced', () => {
  const found = curves({ id: 'a', history: [1, 2, 3].map(epoch) });
  const news = { completed: [epoch(3), epoch(4)], elapsedSeconds: 9, windowsPerSecond: 70 };
  const next = withProgress(found, news);
  expect([...next.epoch]).toEqual([1, 2, 3, 4]);
  expect([...next.steps]).toEqual([4, 8, 12, 16]);
  expect([...next.seconds].slice(2)).toEqual([9, 9]);
  expect(withProgress(found, { ...news, completed: [] })).toBe(found);
});

test('figures by step and by fold are those of the backtest, with gaps where a run has none', () => {
  const [one, other] = [structuredClone(runs[0]!), structuredClone(runs[1]!)];
  const part = (name: string, model: number) => ({
    name,
    points: 12,
    errors: { model, naive: 1, seasonalNaive: 1, drift: 1, ridge: 1 },
    coverage80: null,
  });
  one.evaluation!.byFold = [part('0', 0.5), part('1', 0.7)];
  other.evaluation!.byFold = [part('1', Number.NaN)];
  expect(foldRows([one, other])).toEqual({
    folds: ['0', '1'],
    rows: [
      { runId: '1', name: 'Run 1', errors: [0.5, 0.7] },
      { runId: '2', name: 'Run 2', errors: [null, null] },
    ],
  });
  const [line] = stepLines([one], 'error', new Map([['1', 3]]));
  expect([...line!.y]).toEqual(one.evaluation!.maeByStep.model);
  expect([line!.x[0], line!.style]).toEqual([1, 3]);
});

test('the verdict names the best, the distance, and whether it can be chance', () => {
  const row = (runId: string, error: number, pValue: number | null) => ({
    runId,
    name: runId,
    folder: '',
    error,
    skill: 0,
    coverage80: null,
    pValue,
  });
  const group = (pValue: number | null) => ({
    dataset: 'air',
    target: 'y',
    horizon: 12,
    folds: 4,
    stride: 1,
    points: 48,
    measure: 'MASE' as const,
    rows: [row('a', 0.6, null), row('b', 0.8, pValue)],
  });
  expect(verdictSentence(group(0.03))).toBe(
    '"a" is best: MASE 0.6 against 0.8 of "b", 25% lower over 4 folds. Such a distance is unlikely if both are equally good (Diebold-Mariano, p = 0.030).',
  );
  expect(verdictSentence(group(0.4))).toContain('can be chance');
  expect(verdictSentence(group(null))).toContain('too few folds');
  expect(verdictSentence({ ...group(0.1), rows: [row('a', 0.6, null)] })).toBeNull();
});

test('the picture has a line a run, cut at its edges, its legend, and escaped names', () => {
  const lines = runLines({ ...request, runs: [{ ...runs[0]!, name: 'a < b & "c"' }] });
  const ticks = (min: number, max: number) => [
    { value: min, label: String(min) },
    { value: max, label: String(max) },
  ];
  const picture = {
    title: 'Loss',
    xTitle: 'Epoch',
    lines,
    view: { from: 1.5, to: 41 },
    height: { min: 0, max: 1 },
    xTicks: ticks,
    yTicks: ticks,
    property: (name: string) => (name === '--vscode-charts-blue' ? '#112233' : ''),
  };
  const image = curvesImage(picture);
  const curves = image.shapes.flatMap((shape) => (shape.kind === 'line' && shape.stroke === '#112233' ? [shape.points.length] : []));
  // The legend's line; 40 epochs from the second on, and the edge of the view between the first two.
  expect(curves).toEqual([2, 41]);
  expect(imageSvg(image)).toContain('a &lt; b &amp; &quot;c&quot;');
});

test('a line is cut where it leaves the picture: between its points at the sides, at the edge above and below', () => {
  const [x, y] = [Float64Array.of(0, 10, 20), Float64Array.of(0, 10, 30)];
  expect(cutPoints(x, y, { from: 5, to: 15 }, { min: 0, max: 18 })).toEqual([
    { x: 5, y: 5 },
    { x: 10, y: 10 },
    { x: 15, y: 18 },
  ]);
});

test('the curves as CSV have a line an epoch, and nothing where nothing was kept', () => {
  const one = { ...all.get('1')!, seconds: all.get('1')!.seconds.map(() => Number.NaN) };
  const lines = curvesCsv([runs[0]!], new Map([['1', one]])).split('\r\n');
  expect(lines[0]).toBe('run,name,epoch,step,seconds,training_loss,validation_loss,learning_rate,gradient_norm,windows_per_second');
  expect(lines[1]).toBe(`1,Run 1,1,4,,${one.trainingLoss[0]},${one.validationLoss[0]},${one.rate[0]},${one.gradientNorm[0]},8123`);
  expect(lines).toHaveLength(43);
});
