/** The status bar's own items: the workspace, what runs, and the engine. */
import type { Disposer } from '../base/disposable.ts';
import { disposeAll } from '../base/disposable.ts';
import { formatPercent, formatRemaining } from '../base/format.ts';
import { engineText } from '../platform/engine-text/engine-text.ts';
import { trainedRun } from '../platform/jobs/jobs-store.ts';
import { overallSeconds } from '../platform/jobs/overall.ts';
import type { Services } from '../platform/services.ts';
import { t } from './messages.ts';

export function registerStatusItems({ views, workspace, jobs, queue, engine, commands }: Services): Disposer {
  return disposeAll(
    views.statusItems.register({
      id: 'workspace',
      side: 'left',
      order: 0,
      content: () => ({
        icon: 'folder',
        text: workspace.name.value || t('noWorkspace'),
        tooltip: t('workspace', { path: workspace.path.value ?? '–' }),
        testid: 'status-workspace',
        ...(commands.has('workspace.open') && { run: () => commands.run('workspace.open') }),
      }),
    }),
    views.statusItems.register({
      id: 'jobs',
      side: 'left',
      order: 20,
      content: () => {
        const [job, ...others] = jobs.running.value;
        if (!job) return null;
        const { waiting, limit } = queue.state.value;
        const overall = overallSeconds([job, ...others], waiting.length, limit);
        const share = job.progress === null || others.length > 0 ? '' : ` ${formatPercent(Math.round(job.progress * 100) / 100)}`;
        const rest = overall === null ? '' : `, ${t('remaining', { text: formatRemaining(overall) })}`;
        const more = waiting.length === 0 ? '' : `, ${t('jobsWaiting', { count: waiting.length })}`;
        const title = others.length > 0 ? t('jobsCount', { count: others.length + 1 }) : engineText(job.title);
        const all = [job, ...others].map((one) => [one.title, one.message].filter(Boolean).map(engineText).join(': '));
        const alone = others.length + waiting.length === 0 ? trainedRun(job) : null;
        return {
          icon: 'sync',
          spin: true,
          text: `${title}${share}${more}${rest}`,
          tooltip: all.join('\n'),
          testid: 'status-jobs',
          ...(alone !== null
            ? { run: () => commands.run('runs.open', { runId: alone }) }
            : commands.has('jobs.show') && { run: () => commands.run('jobs.show') }),
        };
      },
    }),
    views.statusItems.register({
      id: 'engine',
      side: 'right',
      order: 100,
      content: () => {
        if (engine.state.value === 'connecting') return { icon: 'sync', spin: true, text: '', tooltip: t('engineStarting') };
        if (engine.state.value !== 'ready') {
          return { icon: 'error', text: '', severity: 'error', tooltip: t('engineGone', { reason: engine.reason.value }) };
        }
        const info = engine.info.value;
        return (
          info && {
            icon: 'server-process',
            text: info.isa,
            tooltip: t('engineReady', { version: info.version, isa: info.isa, threads: info.threads }),
            testid: 'status-engine',
          }
        );
      },
    }),
  );
}
