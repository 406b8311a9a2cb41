import type { Component } from 'vue';
import { defineComponent, h, provide } from 'vue';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { ExploreModel, exploreModelKey } from './explore-model.ts';
import { t } from './messages.ts';
import { registerViewCommands } from './view-commands.ts';

const SeriesTreeView = lazy(() => import('./SeriesTreeView.vue'));
const FindingsView = lazy(() => import('./FindingsView.vue'));
const NotesView = lazy(() => import('./NotesView.vue'));

/** Explore: the series of all datasets, and what was found and noted in the one in front. */
export const exploreViews: Contribution = {
  id: 'explore-views',
  register: (services) => {
    const { views, keybindings } = services;
    const model = new ExploreModel(services);
    const withModel = (view: Component): Component =>
      defineComponent(() => {
        provide(exploreModelKey, model);
        return () => h(view);
      });
    const container = 'explore';
    return disposeAll(
      model.dispose,
      views.containers.register({ id: container, title: t('explore'), icon: 'telescope', order: 5 }),
      keybindings.register({ key: 'ctrl+shift+d', command: 'workbench.showView', args: { container } }),
      views.views.register({
        id: 'explore-series',
        container,
        title: t('series'),
        order: 0,
        share: 5,
        component: withModel(SeriesTreeView),
      }),
      views.views.register({
        id: 'explore-findings',
        container,
        title: t('findings'),
        order: 10,
        share: 4,
        component: withModel(FindingsView),
        actions: ['explore.lookAgain'],
      }),
      views.views.register({
        id: 'explore-notes',
        container,
        title: t('notes'),
        order: 20,
        share: 2,
        component: withModel(NotesView),
        actions: ['explore.addNote'],
      }),
      registerViewCommands(services, model),
    );
  },
};
