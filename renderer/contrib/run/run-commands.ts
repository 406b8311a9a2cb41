import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import type { RunActions } from './run-actions.ts';
import { isActive, stateLook } from './run-state.ts';

type Fits = (run: RunSummary) => boolean;
type SimpleId =
  'runs.stop' | 'runs.cancel' | 'runs.resume' | 'runs.rename' | 'runs.remove' | 'runs.trainAgain' | 'runs.exportOnnx' | 'runs.saveForecast';

export function registerRunCommands(services: Services, actions: RunActions): Disposer {
  const { commands, workspace, editors, engine, quickInput, notifications, context } = services;
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

  async function remove({ id, name }: RunSummary): Promise<void> {
    if (!(await quickInput.confirm(t('removeQuestion', { name }), t('removeYes', { name }), t('removeNo')))) return;
    await workspace.removeRun(id);
    notifications.showStatus(t('removed', { name }));
  }

  const any: Fits = () => true;
  const ended: Fits = (run) => !isActive(run.state);
  const done: Fits = (run) => run.state === 'done';

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
    register(
      'runs.cancel',
      t('cancel'),
      (run) => isActive(run.state),
      (run) => engine.call('training.cancel', { runId: run.id }),
    ),
    register(
      'runs.resume',
      t('resume'),
      (run) => run.resumable && ended(run),
      async (run) => {
        await engine.call('training.resume', { runId: run.id });
        editors.open(uris.run(run.id), { preview: false });
      },
    ),
    register('runs.rename', t('rename'), any, rename),
    register('runs.remove', t('remove'), ended, remove),
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
