/** The editor groups as dockview draws them. This folder is the only one that knows dockview. */
import type { DockviewApi, IDockviewPanel, SerializedDockview } from 'dockview-vue';
import type { Disposer } from '../../base/disposable.ts';
import type { EditorHost, EditorService } from '../../platform/editors/editor-service.ts';
import { parseUri } from '../../platform/editors/uri.ts';
import { isRecord } from '../../platform/state/validate.ts';

export const editorComponent = 'editor';

export interface EditorParams {
  uri: string;
  preview: boolean;
}

/** What an editor's panel carries, if it is whole. */
export function editorParams(value: unknown): EditorParams | null {
  if (!isRecord(value) || typeof value['uri'] !== 'string') return null;
  try {
    parseUri(value['uri']);
  } catch {
    return null;
  }
  return { uri: value['uri'], preview: value['preview'] === true };
}

export function createDockHost(dock: DockviewApi): EditorHost {
  const find = (panelId: string): IDockviewPanel | undefined => dock.getPanel(panelId);
  return {
    add({ panelId, uri, preview }, beside) {
      dock.addPanel({
        id: panelId,
        component: editorComponent,
        title: uri,
        params: { uri, preview } satisfies EditorParams,
        ...(beside && { position: { referencePanel: beside.panelId, direction: beside.direction } }),
      });
    },
    update: (panelId, change) => find(panelId)?.api.updateParameters({ ...change }),
    remove: (panelId) => find(panelId)?.api.close(),
    activate: (panelId) => find(panelId)?.api.setActive(),
    focusGroup: (index) => dock.groups[index]?.api.setActive(),
  };
}

/** Reports what the user does to tabs and groups. */
export function reportChanges(dock: DockviewApi, editors: EditorService, changed: () => void): Disposer {
  const add = (panel: IDockviewPanel): void => {
    const params = editorParams(panel.params);
    if (params) editors.didAdd({ panelId: panel.id, ...params, group: panel.group.id });
  };
  for (const panel of dock.panels) add(panel);
  editors.didActivate(dock.activePanel?.id ?? null);
  const subscriptions = [
    dock.onDidAddPanel(add),
    dock.onDidRemovePanel((panel) => editors.didRemove(panel.id)),
    dock.onDidMovePanel(({ panel }) => editors.didMove(panel.id, panel.group.id)),
    dock.onDidActivePanelChange(({ panel }) => editors.didActivate(panel?.id ?? null)),
    dock.onDidLayoutChange(changed),
  ];
  return () => subscriptions.forEach((subscription) => subscription.dispose());
}

/** Puts a saved layout back; false where it does not fit, and then nothing is open. */
export function restoreLayout(dock: DockviewApi, saved: Record<string, unknown> | null): boolean {
  if (!saved || !isRecord(saved['panels']) || !isRecord(saved['grid'])) return false;
  const whole = Object.values(saved['panels']).every((panel) => isRecord(panel) && editorParams(panel['params']) !== null);
  if (!whole) return false;
  try {
    dock.fromJSON(saved as unknown as SerializedDockview);
    return true;
  } catch {
    dock.clear();
    return false;
  }
}
