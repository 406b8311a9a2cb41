/** Starts the window: services, contributions, parts. */
import type { App } from 'vue';
import { createApp } from 'vue';
import type { ShellApi } from '../../engine/protocol/shell-api.ts';
import { chartLanguageKey } from '../base/chart/text.ts';
import { chartExportKey } from '../base/chart/export.ts';
import { DisposableStore } from '../base/disposable.ts';
import type { Contribution } from '../platform/contribution.ts';
import { createServices, servicesKey } from '../platform/services.ts';
import type { Services } from '../platform/services.ts';
import { chartLanguage } from './chart-language.ts';
import { registerEditorCommands } from './commands/editor-commands.ts';
import { registerPreferenceCommands } from './commands/preference-commands.ts';
import { registerGroupCommands } from './commands/group-commands.ts';
import { registerWindowCommands } from './commands/window-commands.ts';
import { registerWorkspaceCommands } from './commands/workspace-commands.ts';
import { registerNotificationCommands } from './commands/notification-commands.ts';
import { connectWindow } from './lifecycle.ts';
import { showKeysInMenu } from './menu-keys.ts';
import { registerWindowSettings } from './settings.ts';
import { registerStatusItems } from './status-items.ts';
import Workbench from './Workbench.vue';

export interface RunningWorkbench {
  app: App;
  services: Services;
  stop: () => void;
}

export async function startWorkbench(
  root: HTMLElement,
  shell: ShellApi,
  contributions: readonly Contribution[],
): Promise<RunningWorkbench> {
  const began = performance.timeOrigin + performance.now();
  const services = await createServices(shell);
  services.startup.mark('script', began);
  services.startup.mark('services');
  const store = new DisposableStore();
  store.add(registerWindowSettings(services));
  store.add(services.theme.attach(document.documentElement, (query) => matchMedia(query)));
  store.add(
    registerWindowCommands(services),
    registerPreferenceCommands(services),
    registerEditorCommands(services),
    registerGroupCommands(services),
    registerWorkspaceCommands(services),
    registerStatusItems(services),
    registerNotificationCommands(services),
  );
  for (const contribution of contributions) store.add(contribution.register(services));

  const app = createApp(Workbench);
  app.provide(servicesKey, services);
  app.provide(chartLanguageKey, chartLanguage());
  app.provide(chartExportKey, services.charts);
  app.config.errorHandler = (error) => services.notifications.error(error);
  app.mount(root);
  services.startup.mark('mounted');
  store.add(connectWindow(services), showKeysInMenu(services));
  return {
    app,
    services,
    stop: () => {
      app.unmount();
      store.dispose();
      services.state.flush();
    },
  };
}
