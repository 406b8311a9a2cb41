import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { ForecastOrigin, ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { fileName, momentFormatter } from '../../base/format.ts';
import { tableText } from '../../platform/charts/table-text.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { cliCommand } from './cli-command.ts';
import type { ForecastPages, PlanActions } from './forecast-pages.ts';
import { t } from './messages.ts';
import { numbersTable } from './reading.ts';

type SimpleId =
  | 'forecasts.export'
  | 'forecasts.compare'
  | 'forecasts.rename'
  | 'forecasts.remove'
  | 'forecasts.copyCommand'
  | 'forecasts.copyTable'
  | 'forecasts.openSource';

export function registerForecastCommands(services: Services, pages: ForecastPages): Disposer {
  const { commands, forecasts, workspace, editors, engine, quickInput, notifications, context, callShell, charts, history, keybindings } =
    services;
  const about = { category: t('category'), owner: 'forecast' };

  const pickFrom = (found: readonly ForecastSummary[], placeholder: string): Promise<ForecastSummary | null> =>
    quickInput.pick({
      placeholder,
      items: found.map((one) => ({
        id: one.id,
        label: one.name,
        description: `${one.target}, ${one.datasetName}`,
        icon: 'graph-line',
        value: one,
      })),
    });

  /** The forecast that is meant: named, or of the active editor, or a picked one. */
  async function choose(forecastId: string | undefined): Promise<ForecastSummary | null> {
    const active = context.get('activeEditor') === 'forecast' ? String(context.get('activeResource')) : undefined;
    const found = forecasts.find(forecastId ?? active ?? '');
    if (found) return found;
    if (forecastId !== undefined) throw new ExpectedError('unknown-forecast', t('unknown', { id: forecastId }));
    if (forecasts.list.value.length === 0) throw new ExpectedError('no-forecasts', t('none'));
    return pickFrom(forecasts.list.value, t('choose'));
  }

  const register = (id: SimpleId, title: string, work: (forecast: ForecastSummary) => unknown, icon?: string): Disposer =>
    commands.register({
      ...about,
      id,
      title,
      ...(icon && { icon }),
      run: async (args) => {
        const forecast = await choose(args?.forecastId);
        if (forecast) await work(forecast);
      },
    });

  async function chooseRun(): Promise<string | null> {
    const active = context.get('activeEditor') === 'run' ? workspace.run(String(context.get('activeResource'))) : undefined;
    if (active?.state === 'done') return active.id;
    const done = workspace.runs.value.filter(({ state }) => state === 'done');
    if (done.length === 0) throw new ExpectedError('no-runs', t('createNone'));
    return quickInput.pick({
      placeholder: t('createFrom'),
      items: done.map(({ id, name, datasetName }) => ({ id, label: name, description: datasetName, icon: 'beaker', value: id })),
    });
  }

  async function make(origin: ForecastOrigin, name?: string): Promise<void> {
    const made = await engine.call('forecasts.create', { origin, name });
    history.reach('forecast');
    notifications.showStatus(t('kept', { name: made.name }));
    editors.open(uris.forecast(made.id), { preview: false });
  }

  async function save({ id, name }: ForecastSummary): Promise<void> {
    const path = await callShell('shell.saveAs', { suggestedName: `${fileName(name, 'forecast')}.csv`, kind: 'forecast' });
    if (path === null) return;
    const saved = await engine.call('forecasts.save', { forecastId: id, path });
    history.reach('forecast');
    pages.saved.set(id, saved);
    notifications.showStatus(t('exported', { path: saved.path, count: saved.rows }));
    editors.open(uris.forecast(id));
  }

  async function compare(forecast: ForecastSummary): Promise<void> {
    const drawn = pages.compared(forecast.id);
    const others = forecasts.list.value.filter(
      ({ id, target, datasetName }) =>
        id !== forecast.id && target === forecast.target && datasetName === forecast.datasetName && !drawn.includes(id),
    );
    if (others.length === 0) throw new ExpectedError('no-other-forecast', t('compareNone', { target: forecast.target }));
    const other = await pickFrom(others, t('comparePrompt'));
    if (!other) return;
    pages.compare(forecast.id, other.id);
    editors.open(uris.forecast(forecast.id));
  }

  async function rename({ id, name }: ForecastSummary): Promise<void> {
    const text = await quickInput.text({
      placeholder: t('renamePrompt'),
      value: name,
      validate: (typed) => (typed.trim() === '' ? t('renameEmpty') : null),
    });
    if (text !== null && text !== name) await engine.call('forecasts.rename', { forecastId: id, name: text });
  }

  async function remove({ id, name }: ForecastSummary): Promise<void> {
    if (!(await quickInput.confirm(t('removeQuestion', { name }), t('removeYes', { name }), t('removeNo')))) return;
    await forecasts.remove(id);
    notifications.showStatus(t('removed', { name }));
  }

  async function copyCommand(forecast: ForecastSummary): Promise<void> {
    const run = forecast.source.kind === 'run' ? workspace.run(forecast.source.runId) : undefined;
    const command = cliCommand(forecast, run, workspace.dataset(forecast.datasetId));
    if (command === null) throw new ExpectedError('no-command', t('noCommand'));
    await charts.copyText(command, t('copiedCommand', { command }));
  }

  async function copyTable({ id }: ForecastSummary): Promise<void> {
    const detail = await forecasts.detail(id);
    const moment = momentFormatter(detail);
    // Spreadsheets want all digits, and numbers alone.
    const tables = detail.series.map((series) => ({ id: series.seriesId, ...numbersTable(series, detail, moment, String) }));
    const rows = tables.flatMap((table) => table.rows.map((row) => [table.id, ...row]));
    await charts.copyText(tableText({ columns: [t('series'), ...(tables[0]?.columns ?? [])], rows }), t('copiedTable'));
  }

  function openSource(forecast: ForecastSummary): void {
    if (forecast.source.kind === 'run' && workspace.run(forecast.source.runId))
      commands.run('runs.open', { runId: forecast.source.runId, keep: true });
    else commands.run('data.openDataset', { datasetId: forecast.datasetId, keep: true });
  }

  /** The plan of the forecast in front. */
  function planInFront(): PlanActions {
    const plan = pages.plans.get(String(context.get('activeResource')));
    if (context.get('activeEditor') !== 'forecast' || !plan) throw new ExpectedError('no-plan', t('noPlan'));
    return plan;
  }
  const ofPlan = (
    id: 'forecasts.saveScenario' | 'forecasts.keepScenario' | 'forecasts.resetScenario',
    title: string,
    act: keyof PlanActions,
  ): Disposer => commands.register({ ...about, id, title, enablement: 'activeEditor == forecast', run: () => planInFront()[act]() });

  return disposeAll(
    ofPlan('forecasts.saveScenario', t('saveScenarioCommand'), 'save'),
    ofPlan('forecasts.keepScenario', t('keepScenarioCommand'), 'keep'),
    ofPlan('forecasts.resetScenario', t('resetScenarioCommand'), 'reset'),
    commands.register({
      ...about,
      id: 'forecasts.open',
      title: t('open'),
      palette: false,
      run: ({ forecastId, keep = false }) => editors.open(uris.forecast(forecastId), { preview: !keep }),
    }),
    commands.register({
      ...about,
      id: 'forecasts.create',
      title: t('create'),
      icon: 'add',
      run: async (args) => {
        if (args && 'madeId' in args) return make({ kind: 'catalogue', id: args.madeId }, args.name);
        const runId = args?.runId ?? (await chooseRun());
        if (runId !== null) await make({ kind: 'run', runId });
      },
    }),
    register('forecasts.export', t('export'), save, 'export'),
    register('forecasts.compare', t('compare'), compare),
    register('forecasts.rename', t('rename'), rename),
    register('forecasts.remove', t('remove'), remove),
    register('forecasts.copyCommand', t('copyCommand'), copyCommand),
    register('forecasts.copyTable', t('copyTable'), copyTable),
    register('forecasts.openSource', t('openSource'), openSource),
    keybindings.register({ key: 'ctrl+e', command: 'forecasts.export', when: 'activeEditor == forecast' }),
    keybindings.register({ key: 'ctrl+k ctrl+e', command: 'forecasts.create' }),
    keybindings.register({ key: 'ctrl+k ctrl+d', command: 'forecasts.compare', when: 'activeEditor == forecast' }),
    forecasts.onRemoved((id) => {
      editors.forget(uris.forecast(id));
      pages.forget(id);
    }),
  );
}
