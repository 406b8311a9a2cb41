/** The editor groups as dockview draws them. This folder is the only one that knows dockview. */
import type { DockviewApi, IDockviewGroupPanel, IDockviewPanel, SerializedDockview } from 'dockview-vue';
import type { Disposer } from '../../base/disposable.ts';
import type { EditorHost, EditorPanel, GroupDirection } from '../../platform/editors/editor-host.ts';
import type { EditorService } from '../../platform/editors/editor-service.ts';
import { parseUri } from '../../platform/editors/uri.ts';
import { isRecord } from '../../platform/state/validate.ts';
import type { Placed } from './group-geometry.ts';
import { neighbour, readingOrder } from './group-geometry.ts';

export const editorComponent = 'editor';

export type EditorParams = Omit<EditorPanel, 'panelId'>;

/** What an editor's panel carries, if it is whole. */
export function editorParams(value: unknown): EditorParams | null {
  if (!isRecord(value) || typeof value['uri'] !== 'string') return null;
  try {
    parseUri(value['uri']);
  } catch {
    return null;
  }
  return { uri: value['uri'], preview: value['preview'] === true, pinned: value['pinned'] === true };
}

type DockviewGroup = DockviewApi['groups'][number];

const positions = { left: 'left', right: 'right', above: 'top', below: 'bottom' } as const satisfies Record<GroupDirection, string>;

export function createDockHost(dock: DockviewApi): EditorHost {
  const find = (panelId: string): IDockviewPanel | undefined => dock.getPanel(panelId);
  const groupNamed = (id: string): DockviewGroup | undefined => dock.groups.find((group) => group.id === id);
  const placed = (): Placed[] => dock.groups.map(({ id, element }) => ({ id, box: element.getBoundingClientRect() }));
  const towards = (group: IDockviewGroupPanel, direction: GroupDirection): DockviewGroup | undefined => {
    const id = neighbour(placed(), group.id, direction);
    return id === null ? undefined : groupNamed(id);
  };
  const focus = (group: DockviewGroup | undefined): void => {
    group?.api.setActive();
    group?.focus();
  };
  return {
    add({ panelId, ...params }, beside) {
      dock.addPanel({
        id: panelId,
        component: editorComponent,
        title: params.uri,
        params: params satisfies EditorParams,
        ...(beside && { position: { referencePanel: beside.panelId, direction: beside.direction } }),
      });
    },
    update: ({ panelId, ...params }) => find(panelId)?.api.updateParameters({ ...params }),
    remove: (panelId) => find(panelId)?.api.close(),
    activate: (panelId) => find(panelId)?.api.setActive(),
    moveInGroup(panelId, index) {
      const panel = find(panelId);
      const group = panel && groupNamed(panel.group.id);
      if (group) panel.api.moveTo({ group, index });
    },
    groups: () => readingOrder(placed()).map(({ id }) => ({ id, panels: groupNamed(id)?.panels.map((panel) => panel.id) ?? [] })),
    focusGroup: (group) => focus(groupNamed(group)),
    focusGroupTowards(direction) {
      if (dock.activeGroup) focus(towards(dock.activeGroup, direction));
    },
    moveTowards(panelId, direction) {
      const panel = find(panelId);
      if (!panel) return;
      const group = towards(panel.group, direction);
      if (group) panel.api.moveTo({ group });
      else if (panel.group.panels.length > 1) {
        const home = groupNamed(panel.group.id);
        if (home) panel.api.moveTo({ group: home, position: positions[direction] });
      }
    },
    toggleMaximised(panelId) {
      const panel = find(panelId);
      if (dock.hasMaximizedGroup()) dock.exitMaximizedGroup();
      else if (panel) dock.maximizeGroup(panel);
    },
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
    dock.onDidMaximizedGroupChange(({ isMaximized }) => (editors.maximised.value = isMaximized)),
    dock.onDidLayoutChange(changed),
  ];
  return () => subscriptions.forEach((subscription) => subscription.dispose());
}

export type Restored = 'nothing' | 'restored' | 'damaged';

/** Puts a saved layout back; `damaged` where it does not fit, and then nothing is open. */
export function restoreLayout(dock: DockviewApi, saved: unknown): Restored {
  if (saved === null || saved === undefined) return 'nothing';
  if (!isRecord(saved) || !isRecord(saved['panels']) || !isRecord(saved['grid'])) return 'damaged';
  const whole = Object.values(saved['panels']).every((panel) => isRecord(panel) && editorParams(panel['params']) !== null);
  if (!whole) return 'damaged';
  try {
    dock.fromJSON(saved as unknown as SerializedDockview);
    return dock.panels.length > 0 ? 'restored' : 'nothing';
  } catch {
    dock.clear();
    return 'damaged';
  }
}
