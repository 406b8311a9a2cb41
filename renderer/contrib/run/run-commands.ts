import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { formatNumber } from '../../base/format.ts';
import { uris } from '../../platform/editors/uri.ts';
import { removeRuns } from '../../platform/runs/remove-runs.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import type { RunActions } from './run-actions.ts';
import { isActive, stateLook } from './run-state.ts';

type Fits = (run: RunSummary) => boolean;
type SimpleId =
  | 'runs.pause'
  | 'runs.pauseOrResume'
  | 'runs.startNow'
  | 'runs.moveUp'
  | 'runs.moveDown'
  | 'runs.retryAtHalfRate'
  | 'runs.stop'
  | 'runs.cancel'
  | 'runs.resume'
  | 'runs.rename'
  | 'runs.remove'
  | 'runs.trainAgain'
  | 'runs.exportOnnx'
  | 'runs.saveForecast';

export function registerRunCommands(services: Services, actions: RunActions): Disposer {
  const { commands, workspace, editors, engine, queue, quickInput, notifications, context, keybindings } = services;
  const about = { category: t('runs'), owner: 'run' };

  /** The run that is meant: named, or of the active editor, or picked from those that fit. */
  async function choose(runId: string | undefined, fits: Fits): Promise<RunSummary | null> {
    const active = context.get('activeEditor') === 'run' ? String(context.get('activeResource')) : undefined;
    const found = workspace.run(runId ?? active ?? '');
    if (runId !== undefined && !found) throw new ExpectedError('unknown-run', t('unknown', { id: runId }));
    if (found && (runId !== undefined || fits(found))) return found;
    const fitting = workspace.runs.value.filter(fits);
    if (fitting.length === 0) throw new ExpectedError('no-runs', t(workspace.runs.value.length === 0 ? 'none' : 'noneFit'));
    return quickInput.pick({
      placeholder: t('chooseRun'),
      items: fitting.map((run) => ({
        id: run.id,
        label: run.name,
        description: run.datasetName,
        icon: stateLook(run.state).icon,
        value: run,
      })),
    });
  }

  function register(id: SimpleId, title: string, fits: Fits, work: (run: RunSummary) => Promise<unknown>): Disposer {
    return commands.register({
      ...about,
      id,
      title,
      run: async (args) => {
        const run = await choose(args?.runId, fits);
        if (run) await work(run);
      },
    });
  }

  async function rename({ id, name }: RunSummary): Promise<void> {
    const text = await quickInput.text({
      placeholder: t('renamePrompt'),
      value: name,
      validate: (typed) => (typed.trim() === '' ? t('renameEmpty') : null),
    });
    if (text !== null && text !== name) workspace.putRun(await engine.call('runs.rename', { runId: id, name: text }));
  }

  const any: Fits = () => true;
  const ended: Fits = (run) => !isActive(run.state);
  const done: Fits = (run) => run.state === 'done';
  const waits: Fits = (run) => queue.place(run.id) !== null;
  const goesOn: Fits = (run) => run.state === 'running' || run.state === 'evaluating' || waits(run);
  const canResume: Fits = (run) => run.resumable && ended(run) && !waits(run);

  async function pause(run: RunSummary): Promise<void> {
    await engine.call('training.pause', { runId: run.id });
    notifications.showStatus(t('pausedNow', { name: run.name }));
  }

  async function resume(run: RunSummary): Promise<void> {
    await engine.call('training.resume', { runId: run.id });
    editors.open(uris.run(run.id), { preview: false });
  }

  /** The same training at half its rate, as a run of its own; the one that failed stays as it is. */
  async function retryAtHalfRate({ config, datasetId, name }: RunSummary): Promise<void> {
    const rate = config.training.rate / 2;
    const request = {
      datasetId,
      name: t('retryName', { name, rate: formatNumber(rate) }),
      ...config,
      training: { ...config.training, rate },
    };
    const { runId } = await engine.call('training.start', request);
    editors.open(uris.run(runId), { preview: false });
  }

  /** Nothing is lost by a cancel, so it is not asked for: its run can be resumed where it stood. */
  async function cancel(run: RunSummary): Promise<void> {
    const waited = waits(run);
    await engine.call('training.cancel', { runId: run.id });
    notifications.showStatus(t(waited ? 'leftQueue' : 'cancelledNow', { name: run.name }));
  }

  return disposeAll(
    commands.register({
      ...about,
      id: 'runs.open',
      title: t('show'),
      palette: false,
      run: ({ runId, keep = false }) => editors.open(uris.run(runId), { preview: !keep }),
    }),
    register(
      'runs.stop',
      t('stop'),
      (run) => run.state === 'running',
      (run) => engine.call('training.stop', { runId: run.id }),
    ),
    register('runs.cancel', t('cancel'), (run) => isActive(run.state) || waits(run), cancel),
    register('runs.pause', t('pause'), goesOn, pause),
    register('runs.resume', t('resume'), canResume, resume),
    register(
      'runs.pauseOrResume',
      t('pauseOrResume'),
      (run) => goesOn(run) || canResume(run),
      (run) => (canResume(run) ? resume(run) : pause(run)),
    ),
    register('runs.startNow', t('startNow'), waits, (run) => queue.startNow(run.id)),
    register('runs.moveUp', t('moveUp'), waits, (run) => queue.move(run.id, -1)),
    register('runs.moveDown', t('moveDown'), waits, (run) => queue.move(run.id, 1)),
    register('runs.retryAtHalfRate', t('retryAtHalfRate'), (run) => run.error?.code === 'diverged', retryAtHalfRate),
    keybindings.register({ key: 'f5', command: 'runs.pauseOrResume', when: 'activeEditor == run' }),
    keybindings.register({ key: 'shift+f5', command: 'runs.stop', when: 'activeEditor == run' }),
    keybindings.register({ key: 'ctrl+e', command: 'runs.exportOnnx', when: 'activeEditor == run' }),
    register('runs.rename', t('rename'), any, rename),
    register('runs.remove', t('remove'), ended, (run) => removeRuns(services, [run])),
    register('runs.trainAgain', t('trainAgain'), any, (run) =>
      commands.execute('training.configure', { datasetId: run.datasetId, likeRun: run.id }),
    ),
    register('runs.exportOnnx', t('exportOnnx'), done, async (run) => {
      editors.open(uris.run(run.id));
      await actions.exportOnnx(run);
    }),
    register('runs.saveForecast', t('saveForecast'), done, async (run) => {
      editors.open(uris.run(run.id));
      await actions.saveForecast(run);
    }),
  );
}
