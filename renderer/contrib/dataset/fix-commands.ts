import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';

/** Where Ctrl+Z means the fixes of the dataset in front. */
const inFront = 'activeEditor == dataset && !inputFocus';

/** `choose`: the dataset that is meant. */
export function registerFixCommands(
  services: Services,
  choose: (datasetId: string | undefined) => Promise<DatasetSummary | null>,
): Disposer {
  const { commands, keybindings, fixes, editors } = services;
  const about = { category: t('data'), owner: 'dataset' };

  return disposeAll(
    commands.register({
      ...about,
      id: 'data.fix',
      title: t('fix'),
      palette: false,
      run: ({ datasetId, fixes: added }) => fixes.add(datasetId, added),
    }),
    commands.register({
      ...about,
      id: 'data.removeFix',
      title: t('undoFix'),
      palette: false,
      run: ({ datasetId, fix }) => fixes.remove(datasetId, fix),
    }),
    commands.register({
      ...about,
      id: 'data.undoFix',
      title: t('undoFix'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) await fixes.undo(dataset.id);
      },
    }),
    commands.register({
      ...about,
      id: 'data.redoFix',
      title: t('redoFix'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) await fixes.redo(dataset.id);
      },
    }),
    commands.register({
      ...about,
      id: 'data.showFixes',
      title: t('showFixes'),
      run: async (args) => {
        const dataset = await choose(args?.datasetId);
        if (dataset) editors.open(uris.dataset(dataset.id), { preview: false, selection: { view: 'fixes' } });
      },
    }),
    keybindings.register({ key: 'ctrl+z', command: 'data.undoFix', when: inFront }),
    keybindings.register({ key: 'ctrl+y', command: 'data.redoFix', when: inFront }),
    keybindings.register({ key: 'ctrl+shift+z', command: 'data.redoFix', when: inFront }),
  );
}
