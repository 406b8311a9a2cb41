/** Looking for something inside the active dataset: `@` for its columns, `:` for a line of its file or a time. */
import { shallowRef } from 'vue';
import type { ColumnRole, ColumnType, DatasetSummary } from '../../../engine/protocol/data.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { formatInteger } from '../../base/format.ts';
import { datasetMoments } from '../../platform/exploration/naming.ts';
import { matchItems } from '../../platform/quick-input/match.ts';
import type { Match } from '../../platform/quick-input/quick-input-service.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';

type Matches = ReadonlyArray<Match<() => void>>;

/** The dataset that the active editor is about, a run's too. */
export function activeDataset({ context, workspace }: Pick<Services, 'context' | 'workspace'>): DatasetSummary | undefined {
  const resource = String(context.get('activeResource') ?? '');
  const scheme = context.get('activeEditor');
  return workspace.dataset(scheme === 'run' ? (workspace.run(resource)?.datasetId ?? '') : resource);
}

function typeName(type: ColumnType): string {
  return { number: t('columnNumber'), time: t('columnTime'), text: t('columnText') }[type];
}

function roleName(role: ColumnRole): string {
  return { time: t('roleTime'), series: t('roleSeries'), value: t('roleValue'), ignore: t('roleIgnore') }[role];
}

export function registerQuickAccess(services: Services): Disposer {
  const { views, commands, engine, notifications, keybindings } = services;
  const fail = (error: unknown): void => notifications.error(error);

  function columns(query: string): Matches {
    const dataset = activeDataset(services);
    if (!dataset) return [];
    const items = dataset.columns.map(({ name, type, role }) => ({
      id: `column-${name}`,
      label: name,
      description: `${typeName(type)}, ${roleName(role)}`,
      icon: type === 'number' ? 'symbol-numeric' : type === 'time' ? 'calendar' : 'symbol-string',
      value: () => commands.run('data.openDataset', { datasetId: dataset.id, column: name, keep: true }),
    }));
    return matchItems(query, items);
  }

  /** Reads times; it and its calendars are loaded when somebody first looks for a place. */
  const readMoment = shallowRef<((text: string, zone: string) => number | null) | null>(null);

  async function loadReader(): Promise<void> {
    const { parseMoment } = await import('./find-moment.ts');
    readMoment.value = parseMoment;
  }

  async function goToMoment(dataset: DatasetSummary, moment: number): Promise<void> {
    const { fileRowAt } = await import('./find-moment.ts');
    const row = await fileRowAt(engine, dataset, moment);
    if (row === null) notifications.showStatus(t('momentNotFound', { moment: datasetMoments(dataset)(moment) }));
    else await commands.execute('data.openDataset', { datasetId: dataset.id, row, keep: true });
  }

  function places(query: string): Matches {
    const dataset = activeDataset(services);
    const text = query.trim();
    if (!dataset) return [];
    if (readMoment.value === null) loadReader().catch(fail);
    const offer = (id: string, label: string, value: () => void): Match<() => void> => ({
      item: { id, label, description: dataset.name, icon: 'arrow-right', value },
      indexes: [],
    });
    if (text === '') return [offer('place-help', dataset.hasTime ? t('placeHelp') : t('placeHelpRows'), () => {})];
    const row = /^\d{1,9}$/.test(text) ? Number(text) : null;
    const moment = dataset.hasTime ? (readMoment.value?.(text, dataset.settings.time.zone) ?? null) : null;
    return [
      ...(row !== null && row > 0
        ? [
            offer('place-row', t('goTo', { row: formatInteger(row) }), () =>
              commands.run('data.openDataset', { datasetId: dataset.id, row, keep: true }),
            ),
          ]
        : []),
      ...(moment === null
        ? []
        : [
            offer('place-moment', t('goToMoment', { moment: datasetMoments(dataset)(moment) }), () => {
              goToMoment(dataset, moment).catch(fail);
            }),
          ]),
    ];
  }

  const quickOpen = { category: t('data'), owner: 'dataset' };
  return disposeAll(
    views.quickAccess.register({ prefix: '@', title: t('accessColumns'), match: columns, emptyText: t('accessNone') }),
    views.quickAccess.register({ prefix: ':', title: t('accessPlaces'), match: places, emptyText: t('accessNoPlace') }),
    commands.register({
      ...quickOpen,
      id: 'data.goToColumn',
      title: t('goToColumn'),
      run: () => commands.execute('quickOpen.show', { text: '@' }),
    }),
    commands.register({
      ...quickOpen,
      id: 'data.goToRow',
      title: t('goToPlace'),
      run: () => commands.execute('quickOpen.show', { text: ':' }),
    }),
    keybindings.register({ key: 'ctrl+shift+o', command: 'data.goToColumn' }),
  );
}
