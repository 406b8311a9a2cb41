import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportResult, Evaluation, RunDetail } from '../../engine/protocol/training.ts';
import { hindcast, root } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-job-'));
const samples = JSON.parse(readFileSync(join(root, 'samples', 'index.json'), 'utf8')) as Array<{
  id: string;
  file: string;
  target: string;
  horizon: number;
}>;
const sampleFile = (file: string): string => join(root, 'samples', file);
const air = samples.find(({ id }) => id === 'air-passengers')!;

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

async function json<T>(args: string[]): Promise<T> {
  const { stdout, stderr, code } = await hindcast([...args, '--json', '--quiet'], { cwd: folder });
  expect(`${code} ${stderr}`).toBe('0 ');
  return JSON.parse(stdout) as T;
}

describe('the whole job on the command line', () => {
  it('trains, backtests, forecasts, exports and scores the air passengers', async () => {
    const run = await json<RunDetail>([
      'train',
      sampleFile(air.file),
      '--target',
      air.target,
      '--horizon',
      '12',
      '--out',
      'runs/air',
      '--seed',
      '1',
    ]);
    expect(run.state).toBe('done');
    expect(run.evaluation!.metrics.model.mase!).toBeLessThan(run.evaluation!.metrics.seasonalNaive.mase!);
    expect(run.history.length).toBe(run.epochsDone);

    const evaluation = await json<Evaluation>(['backtest', 'runs/air', '--folds', '5']);
    expect(evaluation.folds).toBe(5);
    expect(evaluation.points).toBe(5 * 12);

    await json(['forecast', 'runs/air', '--out', 'forecast.csv']);
    const lines = readFileSync(join(folder, 'forecast.csv'), 'utf8').trim().split(/\r?\n/);
    expect(lines[0]).toBe('series,time,q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9,mean');
    expect(lines).toHaveLength(13);
    expect(lines[1]!.split(',')[1]).toBe('1961-01-01');

    const exported = await json<ExportResult>(['export', 'runs/air', '--out', 'air.onnx']);
    expect(exported.relativeDifference).toBeLessThanOrEqual(exported.tolerance);

    await json(['score', 'air.onnx', sampleFile(air.file), '--out', 'scores.csv']);
    const scores = readFileSync(join(folder, 'scores.csv'), 'utf8').trim().split(/\r?\n/);
    const numbers = (line: string): number[] => line.split(',').slice(2).map(Number);
    numbers(scores[5]!).forEach((value, i) => expect(value).toBeCloseTo(numbers(lines[5]!)[i]!, 1));

    expect(await json<RunDetail[]>(['runs'])).toHaveLength(1);
  });

  it('the exported file stands alone: any batch, any context, gaps as NaN', async () => {
    const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(join(folder, 'air.onnx'))));
    for (const [batch, context] of [
      [1, 36],
      [7, 1],
      [3, 200],
      [1000, 40],
    ] as const) {
      const values = Float32Array.from({ length: batch * context }, (_, i) =>
        context > 1 && i % 11 === 3 ? Number.NaN : 300 + 50 * Math.sin(i / 2),
      );
      const { quantiles, mean } = await session.run({ target: new ort.Tensor('float32', values, [batch, context]) });
      expect(quantiles!.dims).toEqual([batch, 12, 9]);
      expect(mean!.dims).toEqual([batch, 12]);
      const numbers = quantiles!.data as Float32Array;
      expect(numbers.every(Number.isFinite)).toBe(true);
      for (let i = 0; i < numbers.length; i++) if (i % 9 > 0) expect(numbers[i]!).toBeGreaterThanOrEqual(numbers[i - 1]!);
    }
  });

  it('refuses data that have changed since training', async () => {
    cpSync(sampleFile(air.file), join(folder, 'copy.csv'));
    await json(['train', 'copy.csv', '--target', air.target, '--horizon', '6', '--epochs', '2', '--out', 'runs/copy']);
    appendFileSync(join(folder, 'copy.csv'), '1961-01-01,500\n');
    const { code, stderr } = await hindcast(['forecast', 'runs/copy'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/copy\.csv has changed since it was imported/);
  });
});

describe('every sample trains with nothing but target and horizon', () => {
  for (const { id, file, target, horizon } of samples) {
    it.each(['gru', 'lstm', 'rnn'])(`${id} with %s`, async (model) => {
      const run = await json<RunDetail>(['train', sampleFile(file), '--target', target, '--horizon', String(horizon), '--model', model]);
      expect(run.state).toBe('done');
      expect(Number.isFinite(run.evaluation!.metrics.model.mae)).toBe(true);
    });
  }
});

describe('an interrupted run', () => {
  const size = ['--hidden', '96', '--epochs', '3000', '--patience', '3000'];
  const args = (out: string): string[] => ['train', sampleFile(air.file), '--target', air.target, '--horizon', '12', ...size, '--out', out];
  const history = (run: string): unknown =>
    (JSON.parse(readFileSync(join(folder, run, 'history.json'), 'utf8')) as { history: unknown }).history;
  const exported = async (run: string): Promise<string> => {
    await json(['export', run, '--out', `${run}.onnx`]);
    return hashOf(join(folder, `${run}.onnx`));
  };

  beforeAll(() => json(args('runs/whole')), 120_000);

  it.each([
    ['cancelled', 'SIGINT', 130],
    ['killed', 'SIGKILL', null],
  ] as const)(
    '%s after its first checkpoint and resumed gives the same bytes',
    async (name, signal, code) => {
      const out = `runs/${name}`;
      const stopped = await hindcast(args(out), {
        cwd: folder,
        kill: { signal, when: () => existsSync(join(folder, out, 'checkpoint.0.bin')) },
      });
      expect(stopped.code).toBe(code);
      if (signal === 'SIGINT') expect(stopped.stderr).toMatch(/Go on with: hindcast train --resume/);
      const [interrupted] = (await json<RunDetail[]>(['runs', out])).filter((run) => run.folder.endsWith(name));
      expect(interrupted).toMatchObject({ state: signal === 'SIGINT' ? 'cancelled' : 'interrupted', resumable: true });
      expect(interrupted!.epochsDone).toBeGreaterThan(0);
      await json(['train', '--resume', out]);
      expect(await exported(out)).toBe(await exported('runs/whole'));
      expect(history(out)).toEqual(history('runs/whole'));
    },
    120_000,
  );
});

describe('npm run demo', () => {
  it('beats seasonal naive, and twice gives the same bytes', async () => {
    const demo = (): string[] => {
      rmSync(join(root, 'out', 'demo'), { recursive: true, force: true });
      execFileSync(process.execPath, [join(root, 'cli', 'demo.ts')], { cwd: root, stdio: 'pipe' });
      return ['model.onnx', 'forecast.csv'].map((name) => hashOf(join(root, 'out', 'demo', name)));
    };
    expect(demo()).toEqual(demo());
    const report = JSON.parse(readFileSync(join(root, 'out', 'demo', 'report.json'), 'utf8')) as {
      metrics: { model: { mase: number }; seasonalNaive: { mase: number } };
      onnx: { maxAbsDifference: number };
      timing: { trainSeconds: number };
    };
    expect(report.metrics.model.mase).toBeLessThan(report.metrics.seasonalNaive.mase);
    expect(report.onnx.maxAbsDifference).toBeLessThan(0.01);
    expect(report.timing.trainSeconds).toBeGreaterThan(0);
  });
});
