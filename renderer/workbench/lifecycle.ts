/** Ties the window to the engine and to the main process. */
import { nextTick, watch } from 'vue';
import { onEnginePort } from '../../engine/protocol/shell-api.ts';
import type { Disposer } from '../base/disposable.ts';
import { disposeAll } from '../base/disposable.ts';
import { engineText } from '../platform/engine-text/engine-text.ts';
import { portOf } from '../platform/engine/message-port.ts';
import { uris } from '../platform/editors/uri.ts';
import type { Services } from '../platform/services.ts';
import { checkList, checkString } from '../platform/state/validate.ts';
import { tellActivity } from './activity.ts';
import { t } from './messages.ts';

/**
 * Opens the window's workspace; after a restart of the engine or of the page, the one that is open. The runs that trained when it was
 * left, and are to go on.
 */
async function openWorkspace({ workspace, callShell, history, notifications, queue }: Services): Promise<string[]> {
  const { path, resume } = await callShell('shell.workspace', {});
  queue.expect(resume);
  if (await workspace.adopt(path)) return resume;
  const { warnings, path: opened } = await workspace.open(path);
  history.addWorkspace(opened);
  for (const warning of warnings) notifications.show('warning', engineText(warning));
  return resume;
}

/** Lets training go on that the user was told would, when the window was closed. */
function resumeLeft({ commands, notifications, workspace, queue }: Services, runIds: readonly string[]): void {
  const runs = runIds.flatMap((id) => workspace.run(id) ?? []);
  const [first] = runs;
  if (!first || !commands.has('runs.resume')) return;
  for (const { id } of runs) {
    commands.execute('runs.resume', { runId: id }).catch((error: unknown) => {
      queue.giveUp(id);
      notifications.error(error);
    });
  }
  notifications.showStatus(t('trainingGoesOn', { count: runs.length, name: first.name }));
}

/** Tells of each interrupted run once; afterwards its page and the list of runs show it. */
function announceInterrupted({ workspace, notifications, commands, state, editors }: Services, except: readonly string[]): void {
  const told = state.slot('toldInterrupted', checkList(checkString), [], 'workspace');
  const interrupted = workspace.runs.value.filter((run) => run.state === 'interrupted' && run.resumable && !except.includes(run.id));
  const fresh = interrupted.filter((run) => !told.value.includes(run.id) && editors.active.value?.uri !== uris.run(run.id));
  told.value = interrupted.map((run) => run.id);
  const [first] = fresh;
  if (!first || !commands.has('runs.resume')) return;
  notifications.show('warning', t('interruptedRuns', { count: fresh.length, name: first.name }), [
    { label: t('showRun'), run: () => commands.run('runs.open', { runId: first.id }) },
    { label: t('resumeRun'), run: () => commands.run('runs.resume', { runId: first.id }) },
  ]);
}

export function connectWindow(services: Services): Disposer {
  const { shell, engine, workspace, jobs, log, notifications, commands, editors, callShell, history, workingCopies, viewStates } = services;
  let connections = 0;

  const reopen = async (): Promise<void> => {
    const again = ++connections > 1;
    const release = engine.hold();
    const resume = await openWorkspace(services).finally(release);
    if (again) notifications.showStatus(t('engineBack'));
    resumeLeft(services, resume);
    announceInterrupted(services, resume);
  };

  return disposeAll(
    engine.onConnected(
      () =>
        void reopen().catch((error: unknown) =>
          notifications.error(error, [{ label: t('openOtherWorkspace'), run: () => commands.run('workspace.open') }]),
        ),
    ),
    engine.on('job.changed', (job) => jobs.update(job)),
    engine.on('log.line', (line) => log.add(line)),
    onEnginePort(shell, (port) => engine.connect(portOf(port))),
    shell.onEngineGone(({ reason, restarting }) => {
      jobs.clear();
      engine.disconnect(engineText(reason), restarting);
      log.add({ level: 'error', channel: 'Hindcast', message: reason });
    }),
    shell.onOpenPaths((paths) => paths.forEach((path) => commands.run('data.open', { path }))),
    shell.onCommand(({ id, args }) => {
      if (commands.has(id)) commands.run(id as 'commands.show', args as undefined);
    }),
    // What a page keeps as it goes is kept before.
    editors.onClosed(({ uri, panelId }) => void nextTick(() => viewStates.forgetTab(uri, panelId))),
    workspace.onRemoved(({ kind, id }) => {
      for (const uri of kind === 'run' ? [uris.run(id)] : [uris.dataset(id), uris.train(id), uris.automatic(id)]) {
        editors.forget(uri);
        workingCopies.settle(uri);
        viewStates.forget(uri);
        history.forgetEditor(workspace.path.value ?? '', uri);
      }
    }),
    watch(
      [history.recentFiles, history.recentWorkspaces],
      ([files, workspaces]) =>
        void callShell('shell.setRecent', { files, workspaces }).catch((error: unknown) => notifications.error(error)),
      { immediate: true },
    ),
    tellActivity(services),
  );
}
