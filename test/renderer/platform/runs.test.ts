import { expect, test, vi } from 'vitest';
import { train } from '../../../cli/commands/train.ts';
import { parseCommand } from '../../../cli/parse.ts';
import { trainingRequest } from '../../../cli/training-flags.ts';
import { trainCommand } from '../../../renderer/platform/runs/cli-command.ts';
import { removeRuns } from '../../../renderer/platform/runs/remove-runs.ts';
import { RunMarks } from '../../../renderer/platform/runs/run-marks.ts';
import { NotificationService } from '../../../renderer/platform/notifications/notification-service.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { configOf, dataset, run } from '../fixture/fake-data.ts';

function marksOf(): RunMarks {
  const state = new StateService({ read: () => Promise.resolve(null), write: () => Promise.resolve() }, () => {});
  return new RunMarks(state);
}

test('a run keeps its colour, and a new one takes the lowest that is free beside it', () => {
  const marks = marksOf();
  expect([...marks.colors(['a', 'b', 'c']).values()]).toEqual([0, 1, 2]);
  expect([...marks.colors(['c', 'd']).entries()]).toEqual([
    ['c', 2],
    ['d', 0],
  ]);
  expect([...marks.colors(['a', 'b', 'c', 'd']).values()]).toEqual([0, 1, 2, 0]);
});

test('each workspace has a baseline of its own', () => {
  const marks = marksOf();
  marks.setBaseline('/one', 'a');
  marks.setBaseline('/two', 'b');
  marks.setBaseline('/one', null);
  expect([marks.baseline('/one'), marks.baseline('/two'), marks.baseline(null)]).toEqual([null, 'b', null]);
});

/** Nothing waits and nothing is asked of the engine. */
const quiet = { queue: { place: () => null } as never, engine: {} as never };

test('removing runs asks nothing and can be undone', async () => {
  const notifications = new NotificationService();
  const workspace = { trashRun: vi.fn((id: string) => Promise.resolve(`t-${id}`)), restoreRun: vi.fn(() => Promise.resolve()) };
  const runs = ['a', 'b'].map((id) => run(id, id, 'done', 'air', 'airline', 0));
  await removeRuns({ ...quiet, workspace: workspace as never, notifications }, runs);
  expect(notifications.toasts[0]!.message).toBe('2 runs were moved to the trash.');
  notifications.toasts[0]!.actions[0]!.run();
  await vi.waitFor(() => expect(notifications.status.value).toBe('2 runs are back.'));
  expect(workspace.restoreRun.mock.calls).toEqual([['t-a'], ['t-b']]);
});

test('a run that cannot be removed does not keep the others, and the failure is told', async () => {
  const notifications = new NotificationService();
  const trashRun = vi.fn((id: string) => (id === 'a' ? Promise.reject(new Error('locked')) : Promise.resolve(id)));
  const runs = ['a', 'b', 'c'].map((id) => run(id, id, 'done', 'air', 'airline', 0));
  await expect(removeRuns({ ...quiet, workspace: { trashRun } as never, notifications }, runs)).rejects.toThrow('locked');
  expect(notifications.toasts[0]!.message).toBe('2 runs were moved to the trash.');
});

test('a run that waits leaves the queue before it is removed; a paused one is only removed', async () => {
  const calls: string[] = [];
  const services = {
    notifications: new NotificationService(),
    queue: { place: (id: string) => (id === 'waiting' ? 1 : null) },
    engine: { call: (method: string, { runId }: { runId: string }) => Promise.resolve(calls.push(`${method} ${runId}`)) },
    workspace: { trashRun: (id: string) => Promise.resolve(calls.push(`trash ${id}`)) },
  };
  await removeRuns(services as never, [
    run('waiting', 'W', 'queued', 'air', 'airline', 0),
    run('paused', 'P', 'paused', 'air', 'airline', 0),
  ]);
  expect(calls).toEqual(['training.cancel waiting', 'trash waiting', 'trash paused']);
});

test('the command line makes the same configuration again', () => {
  const config = configOf({
    datasetId: 'air',
    data: { target: "Bob's sales", horizon: 12, covariates: ['price', 'rain'], anchor: false },
    model: { kind: 'lstm', hidden: 48, layers: 2, residual: true },
    training: { rate: 0.001, quantiles: [0.1, 0.5, 0.9], seed: 7 },
  });
  Object.assign(config.data, { from: '2015-01-01', to: '2019-12-31T12:00:00+01:00', difference: 12 });
  const command = trainCommand({ config, datasetName: 'air' }, dataset('air', 'air', 1));
  const words = command.match(/'[^']*'(?:\\''[^']*')*|\S+/g)!.map((word) => word.replace(/^'|'$/g, '').replaceAll("'\\''", "'"));
  const parsed = parseCommand(train, words.slice(2));
  const { data, model, training } = trainingRequest(parsed);
  expect(defined(data)).toEqual(
    expect.objectContaining(
      pick(config.data, ['target', 'horizon', 'from', 'to', 'covariates', 'context', 'season', 'anchor', 'difference']),
    ),
  );
  expect(defined(model!)).toEqual(expect.objectContaining(pick(config.model, ['kind', 'structure', 'hidden', 'layers', 'residual'])));
  expect(defined(training!)).toEqual(
    expect.objectContaining(pick(config.training, ['rate', 'quantiles', 'seed', 'epochs', 'loss', 'clipNorm'])),
  );
});

const defined = (part: object): object => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
const pick = (from: object, keys: string[]): object => Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
