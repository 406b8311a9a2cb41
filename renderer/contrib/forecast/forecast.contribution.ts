import { defineComponent, h, provide } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { registerForecastCommands } from './forecast-commands.ts';
import { ForecastPages, forecastPagesKey } from './forecast-pages.ts';
import { t } from './messages.ts';

const ForecastEditor = lazy(() => import('./ForecastEditor.vue'));
const ForecastsView = lazy(() => import('./ForecastsView.vue'));

export const forecast: Contribution = {
  id: 'forecast',
  register: (services) => {
    const { views, forecasts, commands, keybindings, state } = services;
    const pages = new ForecastPages(state);
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(forecastPagesKey, pages);
        return () => h(ForecastEditor, props);
      },
    });
    return disposeAll(
      views.containers.register({ id: 'forecasts', title: t('forecasts'), icon: 'graph-line', order: 20 }),
      keybindings.register({ key: 'ctrl+shift+f', command: 'workbench.showView', args: { container: 'forecasts' } }),
      views.views.register({
        id: 'forecasts',
        container: 'forecasts',
        title: t('forecasts'),
        order: 0,
        component: ForecastsView,
        actions: ['ledger.show', 'forecasts.create'],
      }),
      views.editors.register({
        scheme: 'forecast',
        component: editor,
        describe: (id) => {
          const about = forecasts.find(id);
          return {
            title: about?.name ?? id,
            icon: 'graph-line',
            tooltip: about ? `${about.name}\n${t('chartOf', { target: about.target })}` : id,
          };
        },
      }),
      views.quickOpen.register({
        id: 'forecasts',
        order: 20,
        items: () =>
          forecasts.list.value.map((about) => ({
            id: `forecast-${about.id}`,
            label: about.name,
            description: `${about.target}, ${about.datasetName}`,
            icon: 'graph-line',
            group: t('forecasts'),
            value: () => commands.run('forecasts.open', { forecastId: about.id, keep: true }),
          })),
      }),
      registerForecastCommands(services, pages),
    );
  },
};
