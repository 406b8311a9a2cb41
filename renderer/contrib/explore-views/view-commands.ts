import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { DataNote } from '../../../engine/protocol/exploration.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { CommandMap } from '../../platform/commands/command-map.ts';
import { datasetMoments, seriesColumnName, seriesName, valueColumns } from '../../platform/exploration/naming.ts';
import type { Services } from '../../platform/services.ts';
import type { ExploreModel } from './explore-model.ts';
import { t } from './messages.ts';

type Place = NonNullable<CommandMap['explore.toggleSeries']>;
type SeriesCommand = 'explore.toggleSeries' | 'explore.showOnlySeries' | 'explore.showSeriesTable' | 'explore.showSeriesProfile';

/** What the views of Explore do, as commands: those without arguments ask about the dataset in front. */
export function registerViewCommands(services: Services, model: ExploreModel): Disposer {
  const { commands, quickInput, workspace, notes, seriesCharts, editors } = services;
  const about = { category: t('explore'), owner: 'explore-views' };

  function front(): DatasetSummary {
    const dataset = model.dataset.value;
    if (!dataset) throw new ExpectedError('no-dataset', t('noDataset'));
    return dataset;
  }

  async function chooseLine(): Promise<Place | null> {
    const dataset = front();
    const { id: datasetId } = dataset;
    const shown = seriesCharts.of(datasetId)?.lines() ?? [];
    const lines = dataset.series.flatMap(({ id }) => valueColumns(dataset).map(({ name }) => ({ seriesId: id, column: name })));
    return quickInput.pick({
      placeholder: t('chooseSeries'),
      items: lines.map((line) => ({
        id: `${line.seriesId}:${line.column}`,
        label: seriesColumnName(dataset, line),
        icon: shown.some(({ seriesId, column }) => seriesId === line.seriesId && column === line.column) ? 'check' : 'blank',
        value: { datasetId, ...line },
      })),
    });
  }

  const series = (id: SeriesCommand, title: string, run: (place: Place) => unknown): Disposer =>
    commands.register({
      ...about,
      id,
      title,
      run: async (args) => {
        const place = args ?? (await chooseLine());
        if (place) await run(place);
      },
    });

  function show({ datasetId, seriesId, column }: Place, how: Partial<CommandMap['data.openDataset']>): Promise<void> {
    return commands.execute('data.openDataset', { datasetId, series: seriesId, column, ...how });
  }

  function toggle(place: Place): Promise<void> | void {
    const page = seriesCharts.of(place.datasetId);
    if (!page) return show(place, { view: 'chart' });
    page.toggle({ seriesId: place.seriesId, column: place.column });
    editors.open(page.uri);
  }

  /** The note that is meant, or one of the dataset in front that is picked. */
  async function chooseNote(args: CommandMap['explore.goToNote']): Promise<{ dataset: DatasetSummary; note: DataNote } | null> {
    const dataset = args ? workspace.dataset(args.datasetId) : front();
    if (!dataset) return null;
    const all = notes.of(dataset.id).value;
    const moment = datasetMoments(dataset);
    if (all.length === 0) throw new ExpectedError('no-notes', t('noteless'));
    const note = args
      ? all.find(({ id }) => id === args.noteId)
      : await quickInput.pick({
          placeholder: t('chooseNote'),
          items: all.map((one) => ({
            id: one.id,
            label: one.text,
            description: dataset.series.length > 1 ? `${moment(one.time)}, ${seriesName(one.seriesId)}` : moment(one.time),
            icon: 'bookmark',
            value: one,
          })),
        });
    return note ? { dataset, note } : null;
  }

  const onNote = (
    id: 'explore.goToNote' | 'explore.editNote' | 'explore.removeNote',
    title: string,
    run: (dataset: DatasetSummary, note: DataNote) => unknown,
  ): Disposer =>
    commands.register({
      ...about,
      id,
      title,
      run: async (args) => {
        const chosen = await chooseNote(args);
        if (chosen) await run(chosen.dataset, chosen.note);
      },
    });

  async function goToFinding(): Promise<void> {
    front();
    await model.look();
    const findings = model.groups.value.flatMap((group) => group.findings.map((finding) => ({ ...finding, group: group.title })));
    if (findings.length === 0) throw new ExpectedError('no-findings', t('noFindings'));
    const place = await quickInput.pick({
      placeholder: t('chooseFinding'),
      items: findings.map(({ id, icon, sentence, group, place: value }) => ({ id, icon, label: sentence, group, value })),
    });
    if (place) model.goTo(place, true);
  }

  return disposeAll(
    series('explore.toggleSeries', t('toggleSeries'), toggle),
    series('explore.showOnlySeries', t('showOnlySeries'), (place) => show(place, { view: 'chart', alone: true, keep: true })),
    series('explore.showSeriesTable', t('showSeriesTable'), (place) => show(place, { view: 'table', keep: true })),
    series('explore.showSeriesProfile', t('showSeriesProfile'), (place) => show(place, { view: 'profile', keep: true })),
    commands.register({ ...about, id: 'explore.goToFinding', title: t('goToFinding'), run: goToFinding }),
    commands.register({ ...about, id: 'explore.lookAgain', icon: 'refresh', title: t('lookAgain'), run: () => model.lookAgain() }),
    onNote('explore.goToNote', t('goToNote'), ({ id }, { seriesId: wanted, time }) =>
      commands.execute('data.openDataset', { datasetId: id, series: wanted, time, view: 'chart' }),
    ),
    onNote('explore.editNote', t('editNote'), (dataset, note) => notes.write(dataset, note)),
    onNote('explore.removeNote', t('removeNote'), (dataset, note) => notes.remove(dataset.id, note)),
  );
}
