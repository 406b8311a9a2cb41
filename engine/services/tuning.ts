import type { Dataset } from '../data/dataset.ts';
import { loadCalendar, withinRange } from '../data/index.ts';
import type { RunLock } from '../project/lock.ts';
import { loadTrials, lockStudy, saveStudy, tidyStudy } from '../project/study-folder.ts';
import type { Study } from '../project/study-record.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError, toWireError } from '../protocol/errors.ts';
import type { StudyDetail, TuningRequest } from '../protocol/tuning.ts';
import { instructionSet, recordedSet } from '../train/instruction-set.ts';
import { rankTrials } from '../tune/finals.ts';
import { baseConfig, planStudy, validationOf, wishesOf } from '../tune/plan.ts';
import { scoreSeasonalNaive } from '../tune/validation.ts';
import type { EngineContext } from './context.ts';
import type { LoadedDataset } from './dataset-store.ts';
import { ranged } from './ranged.ts';
import { APP_VERSION, requireWorkspace } from './shared.ts';
import type { ActiveStudy } from './study-store.ts';
import { beginning, workOnStudy } from './study-worker.ts';

export function tuningService(context: EngineContext): Handlers<'tuning'> {
  const { studies, datasets, runs, queue } = context;

  /** Has the work done in the background when its turn comes; the study itself tells how it goes. */
  async function launch(study: Study, lock: RunLock, whole: Dataset): Promise<{ studyId: string }> {
    const { id, folder, name, wishes } = study.summary;
    const dataset = withinRange(whole, wishes.data);
    const warnings: string[] = [];
    const trials = await loadTrials(folder, warnings);
    const abort = new AbortController();
    const active: ActiveStudy = { study, trials, warnings, abort, aside: 'cancelled', finished: Promise.resolve(), lock };
    // A workspace with a study at work is not left for another.
    const ended = runs.announceStart();
    studies.activate(active);
    const work = (): Promise<void> =>
      workOnStudy(context, active, dataset).finally(async () => {
        try {
          await lock.release();
        } catch (error) {
          context.emit('log.line', { level: 'error', channel: name, message: toWireError(error).message });
        } finally {
          studies.deactivate(id);
          ended();
        }
      });
    active.finished = new Promise((resolve) => {
      abort.signal.addEventListener('abort', () => {
        if (queue.remove(id)) resolve(work());
      });
      queue.add({ id, kind: 'study', name }, async () => {
        const working = work();
        resolve(working);
        await working;
      });
    });
    if (queue.isWaiting(id)) context.emit('tuning.changed', beginning(active));
    return { studyId: id };
  }

  /** A study of which nothing is on disk yet. */
  function newStudy(wished: TuningRequest, loaded: LoadedDataset): Omit<Study['summary'], 'id' | 'folder'> {
    const { summary } = loaded;
    const { dataset, request } = ranged(loaded.dataset, wished);
    const plan = planStudy(dataset, request);
    const validation = validationOf(dataset, plan);
    return {
      name: request.name ?? `${summary.name}: ${request.data.target}`,
      state: 'queued',
      createdAt: context.clock.date(),
      datasetId: summary.id,
      datasetName: summary.name,
      ...plan,
      origins: validation.origins.length,
      reference: scoreSeasonalNaive(validation, dataset, baseConfig(dataset, plan.wishes).data),
      isa: instructionSet(context.core().info(), request.training?.instructionSet ?? 'auto'),
      appVersion: APP_VERSION,
      elapsedSeconds: 0,
      error: null,
    };
  }

  return {
    'tuning.start': async (request, { signal }) => {
      const { workspace } = context;
      const loaded = await datasets.get(request.datasetId, signal);
      await loadCalendar(request.data.calendar ?? []);
      const planned = newStudy(request, loaded);
      requireWorkspace(context, workspace);
      const { id, folder, lock } = await studies.create(request.folder);
      const study: Study = { summary: { ...planned, id, folder }, dataset: loaded.summary };
      try {
        await saveStudy(folder, study);
        return await launch(study, lock, loaded.dataset);
      } catch (error) {
        await lock.release();
        throw error;
      }
    },

    'tuning.resume': async ({ folder, budgetSeconds }, { signal }) => {
      const study = await studies.open(folder);
      const { summary } = study;
      if (studies.active(summary.id) !== null) {
        throw new ExpectedError('study-active', `The study "${summary.name}" is at work now.`, { studyId: summary.id });
      }
      requireSameVersion(study);
      recordedSet(context.core().info(), summary.isa, summary.name);
      const { dataset } = await datasets.ofRun(study.dataset, signal);
      const lock = await lockStudy(summary.folder, context.clock);
      try {
        await tidyStudy(summary.folder);
        Object.assign(summary, { state: 'queued', error: null });
        if (budgetSeconds !== undefined) summary.settings.budgetSeconds = budgetSeconds;
        await saveStudy(summary.folder, study);
        return await launch(study, lock, dataset);
      } catch (error) {
        await lock.release();
        throw error;
      }
    },

    'tuning.stop': ({ studyId }) => studies.setAside(studyId, 'cancelled'),

    'tuning.pause': ({ studyId }) => studies.setAside(studyId, 'paused'),

    'tuning.list': async ({ folder }) => (await studies.list(folder)).map(({ summary }) => summary),

    'tuning.get': async ({ studyId }): Promise<StudyDetail> => {
      const { summary, dataset } = await studies.get(studyId);
      const active = studies.active(studyId);
      const warnings = active === null ? [] : [...active.warnings];
      const trials = active?.trials ?? (await loadTrials(summary.folder, warnings));
      const ranking = rankTrials(trials);
      const best = ranking[0];
      const winner = best === undefined ? null : { number: best.number, wishes: wishesOf(summary, best.choice) };
      return { ...summary, datasetPath: dataset.path, trials: [...trials], ranking, winner, warnings };
    },
  };
}

/** Trials of another Hindcast may have been trained by other arithmetic, and are not to be compared. */
function requireSameVersion({ summary }: Study): void {
  if (summary.appVersion === APP_VERSION) return;
  throw new ExpectedError(
    'other-version',
    `The study in ${summary.folder} was begun by Hindcast ${summary.appVersion}, and this is ${APP_VERSION}. Begin a new one: their trials cannot be compared.`,
    { folder: summary.folder },
  );
}
