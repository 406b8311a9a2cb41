/** Ties the window to the engine and to the main process. */
import { watch } from 'vue';
import { onEnginePort } from '../../engine/protocol/shell-api.ts';
import type { Disposer } from '../base/disposable.ts';
import { disposeAll } from '../base/disposable.ts';
import { portOf } from '../platform/engine/message-port.ts';
import { uris } from '../platform/editors/uri.ts';
import type { Services } from '../platform/services.ts';
import { checkList, checkString } from '../platform/state/validate.ts';
import { t } from './messages.ts';

/** Opens the workspace of last time, or the usual one; after a restart of the engine, the one that was open. */
async function openWorkspace({ workspace, callShell, state, notifications }: Services): Promise<void> {
  const last = state.slot('workspace', checkString, '');
  const path = workspace.path.value ?? (last.value || (await callShell('shell.defaultWorkspace', {})));
  if (await workspace.adopt(path)) return;
  try {
    const { warnings, path: opened } = await workspace.open(path);
    last.value = opened;
    for (const warning of warnings) notifications.show('warning', warning);
  } catch (error) {
    const usual = await callShell('shell.defaultWorkspace', {});
    if (usual === path || workspace.path.value !== null) throw error;
    notifications.error(error);
    last.value = (await workspace.open(usual)).path;
  }
}

/** Tells of each interrupted run once; afterwards its page and the list of runs show it. */
function announceInterrupted({ workspace, notifications, commands, state, editors }: Services): void {
  const told = state.slot('toldInterrupted', checkList(checkString), []);
  const interrupted = workspace.runs.value.filter((run) => run.state === 'interrupted' && run.resumable);
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
  const { shell, engine, workspace, jobs, log, notifications, commands, editors, callShell } = services;
  let connections = 0;

  const reopen = async (): Promise<void> => {
    const again = ++connections > 1;
    const release = engine.hold();
    try {
      await openWorkspace(services);
    } finally {
      release();
    }
    if (again) notifications.showStatus(t('engineBack'));
    announceInterrupted(services);
  };

  return disposeAll(
    engine.onConnected(() => void reopen().catch((error: unknown) => notifications.error(error))),
    engine.on('job.changed', (job) => jobs.update(job)),
    engine.on('log.line', (line) => log.add(line)),
    onEnginePort(shell, (port) => engine.connect(portOf(port))),
    shell.onEngineGone(({ reason, restarting }) => {
      jobs.clear();
      engine.disconnect(reason, restarting);
      log.add({ level: 'error', channel: 'Hindcast', message: reason });
    }),
    shell.onOpenPaths((paths) => paths.forEach((path) => commands.run('data.open', { path }))),
    shell.onCommand((id) => {
      if (commands.has(id)) commands.run(id as 'commands.show');
    }),
    workspace.onRemoved(({ kind, id }) => {
      for (const uri of kind === 'run' ? [uris.run(id)] : [uris.dataset(id), uris.train(id), uris.automatic(id)]) editors.forget(uri);
    }),
    watch(jobs.progress, (value) => void callShell('shell.setProgress', { value }).catch((error: unknown) => notifications.error(error))),
  );
}
