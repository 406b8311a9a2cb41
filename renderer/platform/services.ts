import type { InjectionKey } from 'vue';
import { inject } from 'vue';
import type { Params, Result, ShellMethodName } from '../../engine/protocol/contract.ts';
import type { ShellApi } from '../../engine/protocol/shell-api.ts';
import { callShell } from '../../engine/protocol/shell-api.ts';
import { Announcer } from './announce/announcer.ts';
import { ChartExports } from './charts/chart-exports.ts';
import { CommandRegistry } from './commands/command-registry.ts';
import { ContextKeys } from './context/context-keys.ts';
import { Breadcrumbs } from './editors/breadcrumbs.ts';
import { EditorService } from './editors/editor-service.ts';
import { ViewStates } from './editors/view-state.ts';
import { WorkingCopies } from './editors/working-copies.ts';
import { EngineService } from './engine/engine-service.ts';
import { ForecastsStore } from './forecasts/forecasts-store.ts';
import { NotesStore } from './exploration/notes-store.ts';
import { SeriesCharts } from './exploration/series-charts.ts';
import { FixService } from './fixes/fix-service.ts';
import { JobsStore } from './jobs/jobs-store.ts';
import { QueueStore } from './jobs/queue-store.ts';
import { KeybindingService } from './keybindings/keybinding-service.ts';
import { LanguageService } from './language/language-service.ts';
import { LogService } from './log/log-service.ts';
import { MenuService } from './views/menu-service.ts';
import { t } from './messages.ts';
import { NotificationService } from './notifications/notification-service.ts';
import { RunMarks } from './runs/run-marks.ts';
import { QuickInputService } from './quick-input/quick-input-service.ts';
import { StartupService } from './startup/startup-service.ts';
import { ConfigFile } from './config/config-file.ts';
import { checkDraft } from './config/text-draft.ts';
import type { DraftState } from './config/text-draft.ts';
import { SettingsService } from './settings/settings-service.ts';
import { UserKeys } from './keybindings/user-keys.ts';
import { StudiesStore } from './studies/studies-store.ts';
import { StateService } from './state/state-service.ts';
import { ThemeService } from './theme/theme-service.ts';
import { LayoutService } from './views/layout-service.ts';
import { ViewRegistry } from './views/view-registry.ts';
import { HistoryStore } from './workspace/history-store.ts';
import { WorkspaceStore } from './workspace/workspace-store.ts';

/** Everything that parts and contributions work with. */
export interface Services {
  shell: ShellApi;
  /** Calls the desktop's main process; throws the house's errors. */
  callShell: <M extends ShellMethodName>(method: M, params: Params<M>) => Promise<Result<M>>;
  commands: CommandRegistry;
  keybindings: KeybindingService;
  context: ContextKeys;
  state: StateService;
  language: LanguageService;
  theme: ThemeService;
  layout: LayoutService;
  /** Says changes to assistive technology. */
  announcer: Announcer;
  settings: SettingsService;
  userKeys: UserKeys;
  notifications: NotificationService;
  log: LogService;
  engine: EngineService;
  jobs: JobsStore;
  queue: QueueStore;
  studies: StudiesStore;
  workspace: WorkspaceStore;
  fixes: FixService;
  /** The user's remarks on datasets. */
  notes: NotesStore;
  /** Pages in view that chart lines of a dataset. */
  seriesCharts: SeriesCharts;
  history: HistoryStore;
  forecasts: ForecastsStore;
  charts: ChartExports;
  runMarks: RunMarks;
  editors: EditorService;
  /** Unsaved edits of editors, kept over restarts. */
  workingCopies: WorkingCopies;
  /** How each editor was left. */
  viewStates: ViewStates;
  breadcrumbs: Breadcrumbs;
  views: ViewRegistry;
  quickInput: QuickInputService;
  menus: MenuService;
  startup: StartupService;
}

/** Builds the services over one shell; reads the saved state first. */
export async function createServices(shell: ShellApi): Promise<Services> {
  const call: Services['callShell'] = (method, params) => callShell(shell, method, params);
  const announcer = new Announcer();
  const notifications = new NotificationService(announcer);
  const log = new LogService();
  notifications.onMessage = (severity, message) => log.add({ level: severity, channel: 'Hindcast', message });
  const state = new StateService(
    { read: (scope) => call('shell.readState', { scope }), write: (scope, json) => call('shell.writeState', { scope, json }) },
    (error) => notifications.error(error),
  );
  const settings = new SettingsService(call);
  const keysFile = new ConfigFile({ file: 'keybindings', workspace: null }, call);
  const report = (error: unknown): void => notifications.error(error);
  await Promise.all([state.load().catch(report), settings.user.load().catch(report), keysFile.load().catch(report)]);
  settings.onFile = (file) =>
    file.draft.keepIn(state.slot<DraftState | null>(`draft ${file.place.file} ${file.place.workspace ?? ''}`, checkDraft, null));
  for (const file of [settings.user, keysFile]) settings.onFile(file);
  const language = new LanguageService(state, shell.languages, document.documentElement, settings.stored('workbench.language'));
  if (state.wasDamaged) notifications.show('warning', t('stateUnreadable'));
  shell.onSharedState((json) => state.receive(json));
  const workingCopies = new WorkingCopies(state);
  const history = new HistoryStore(state);
  const commands = new CommandRegistry((error) => notifications.error(error));
  const context = new ContextKeys();
  const engine = new EngineService();
  const keybindings = new KeybindingService(commands, context, shell.platform);
  const workspace = new WorkspaceStore(engine);
  const studies = new StudiesStore(engine, workspace, report);
  const menus = new MenuService();
  const quickInput = new QuickInputService();
  return {
    shell,
    callShell: call,
    commands,
    keybindings,
    settings,
    userKeys: new UserKeys(keysFile, keybindings, commands),
    context,
    state,
    language,
    theme: new ThemeService(state),
    layout: new LayoutService(state),
    announcer,
    notifications,
    log,
    engine,
    jobs: new JobsStore(),
    queue: new QueueStore(engine, state, workspace.runs, studies.list),
    studies,
    workspace,
    fixes: new FixService(engine, workspace, notifications),
    notes: new NotesStore(engine, notifications, quickInput),
    seriesCharts: new SeriesCharts(),
    history,
    forecasts: new ForecastsStore(engine, workspace),
    charts: new ChartExports(call, notifications, menus),
    runMarks: new RunMarks(state),
    editors: new EditorService(workingCopies),
    workingCopies,
    viewStates: new ViewStates(state),
    breadcrumbs: new Breadcrumbs(),
    views: new ViewRegistry(),
    quickInput,
    menus,
    startup: new StartupService((marks) => call('shell.started', { marks })),
  };
}

export const servicesKey: InjectionKey<Services> = Symbol('services');

/** The services of the window, inside a component. */
export function useServices(): Services {
  const services = inject(servicesKey);
  if (!services) throw new Error('There are no services above this component.');
  return services;
}
