/** One tab. */
export interface EditorPanel {
  readonly panelId: string;
  readonly uri: string;
  /** Shown in italics; the next preview takes its place. */
  readonly preview: boolean;
  /** Stands before the others, and stays when they are closed. */
  readonly pinned: boolean;
}

export type SplitDirection = 'right' | 'below';
export type GroupDirection = 'left' | 'right' | 'above' | 'below';

export interface EditorGroup {
  id: string;
  /** Its tabs in their order. */
  panels: readonly string[];
}

/** What draws the groups and tabs. It reports every change, those it was asked for too, through the service's `did` methods. */
export interface EditorHost {
  add(editor: EditorPanel, beside: { panelId: string; direction: SplitDirection } | null): void;
  update(editor: EditorPanel): void;
  remove(panelId: string): void;
  activate(panelId: string): void;
  moveInGroup(panelId: string, index: number): void;
  /** In reading order. */
  groups(): EditorGroup[];
  focusGroup(group: string): void;
  focusGroupTowards(direction: GroupDirection): void;
  moveTowards(panelId: string, direction: GroupDirection): void;
  toggleMaximised(panelId: string): void;
}
