import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { studyLook } from '../../platform/studies/study-look.ts';
import { t } from './messages.ts';
import { canGoOn } from './study-rows.ts';

const StudyEditor = lazy(() => import('./StudyEditor.vue'));
const StudiesView = lazy(() => import('./StudiesView.vue'));

/** Seconds of a budget as they were typed; null where they are none. */
export function readBudget(text: string): number | null {
  const seconds = Number(text);
  return text.trim() !== '' && seconds > 0 && seconds <= 100_000_000 ? seconds : null;
}

export const tuning: Contribution = {
  id: 'tuning',
  register: (services) => {
    const { views, commands, editors, engine, context, quickInput, queue, studies } = services;
    const about = { category: t('category'), owner: 'tuning' };
    const atWork = ({ id, state }: StudySummary): boolean => state === 'running' || queue.place(id) !== null;
    const goesOn = (study: StudySummary): boolean => canGoOn(study.state) && !atWork(study);

    /** The study that is meant: named, or of the active editor, or picked from those that fit. */
    async function choose(studyId: string | undefined, fits: (study: StudySummary) => boolean): Promise<StudySummary | null> {
      const active = context.get('activeEditor') === 'study' ? String(context.get('activeResource')) : undefined;
      const wanted = studyId ?? active;
      if (wanted !== undefined && studies.find(wanted) === undefined) await studies.load();
      const found = studies.find(wanted ?? '');
      if (found && (studyId !== undefined || fits(found))) return found;
      const fitting = studies.list.value.filter(fits);
      if (fitting.length === 0) throw new ExpectedError('no-studies', t('noneFit'));
      return quickInput.pick({
        placeholder: t('choose'),
        items: fitting.map((study) => ({ id: study.id, label: study.name, description: studyLook(study.state).label, value: study })),
      });
    }

    async function askBudget(study: StudySummary): Promise<number | null> {
      const text = await quickInput.text({
        placeholder: t('budgetPrompt', { used: Math.round(study.elapsedSeconds) }),
        value: String(Math.round(study.elapsedSeconds + study.settings.budgetSeconds)),
        validate: (typed) => ((readBudget(typed) ?? 0) > study.elapsedSeconds ? null : t('budgetWrong')),
      });
      return text === null ? null : readBudget(text);
    }

    return disposeAll(
      views.views.register({
        id: 'studies',
        container: 'experiments',
        title: t('studies'),
        order: 20,
        component: StudiesView,
        actions: ['tuning.configure'],
      }),
      views.editors.register({
        scheme: 'study',
        component: StudyEditor,
        describe: (id) => {
          const title = t('title', { name: studies.find(id)?.name ?? id });
          return { title, icon: 'search', tooltip: title };
        },
      }),
      commands.register({
        ...about,
        id: 'tuning.open',
        title: t('show'),
        palette: false,
        run: ({ studyId }) => editors.open(uris.study(studyId), { preview: false }),
      }),
      commands.register({
        ...about,
        id: 'tuning.stop',
        title: t('stop'),
        run: async (args) => {
          const study = await choose(args?.studyId, atWork);
          if (study) await engine.call('tuning.stop', { studyId: study.id });
        },
      }),
      commands.register({
        ...about,
        id: 'tuning.pause',
        title: t('pause'),
        run: async (args) => {
          const study = await choose(args?.studyId, atWork);
          if (study) await engine.call('tuning.pause', { studyId: study.id });
        },
      }),
      commands.register({
        ...about,
        id: 'tuning.resume',
        title: t('resume'),
        run: async (args) => {
          const study = await choose(args?.studyId, goesOn);
          if (!study) return;
          // One whose budget is used up goes on with a larger one.
          const over = study.state === 'done' || study.elapsedSeconds >= study.settings.budgetSeconds;
          const budget = over ? await askBudget(study) : undefined;
          if (budget === null) return;
          await engine.call('tuning.resume', { folder: study.folder, ...(budget !== undefined && { budgetSeconds: budget }) });
          await studies.load();
          editors.open(uris.study(study.id), { preview: false });
        },
      }),
      studies.follow(),
    );
  },
};
