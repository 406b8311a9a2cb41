import type { ComputedRef, ShallowRef } from 'vue';
import { computed, shallowReactive, shallowRef } from 'vue';
import { Emitter } from '../../base/emitter.ts';
import type { EditorGroup, EditorHost, EditorPanel, GroupDirection, SplitDirection } from './editor-host.ts';
import { RecentOrder } from './recent-order.ts';
import { parseUri } from './uri.ts';
import type { WorkingCopies } from './working-copies.ts';

export interface OpenEditor extends EditorPanel {
  readonly group: string;
}

export interface OpenOptions {
  /** False keeps the editor; by default it is a preview. */
  preview?: boolean;
  /** For the editor to show, for example a row. */
  selection?: EditorSelection;
}

export interface EditorSelection {
  row?: number | undefined;
  column?: string | undefined;
  series?: string | undefined;
  /** A moment of the series: epoch milliseconds, or a row number. */
  time?: number | undefined;
  /** Nothing else is to be seen beside the series. */
  alone?: boolean | undefined;
  /** One of the editor's own views, for example `table`. */
  view?: string | undefined;
}

const closedLimit = 20;

/** The open editors: which there are, which is active, in what order they were used. */
export class EditorService {
  readonly editors: ShallowRef<readonly OpenEditor[]> = shallowRef([]);
  readonly activeId: ShallowRef<string | null> = shallowRef(null);
  readonly active: ComputedRef<OpenEditor | null> = computed(
    () => this.editors.value.find((editor) => editor.panelId === this.activeId.value) ?? null,
  );
  /** False: every editor that is opened stays. */
  readonly previews: ShallowRef<boolean> = shallowRef(true);
  /** What each editor was last asked to show. */
  readonly selections = shallowReactive(new Map<string, EditorSelection>());
  /** The line of its file at which the user is in each editor that shows lines. */
  readonly lines = shallowReactive(new Map<string, number>());
  /** The order of use, and the walk through it while the key is held. */
  readonly recent = new RecentOrder();
  /** Editors with unsaved edits that were to be closed: each asks, in its place, what becomes of the edits. */
  readonly asking = shallowReactive(new Set<string>());
  /** Whether the key is held that keeps a walk through the order of use going. */
  modifierHeld = false;
  /** The one group that is shown while it is enlarged; null otherwise. */
  readonly maximised: ShallowRef<boolean> = shallowRef(false);
  readonly #closing = new Emitter<OpenEditor>();
  /** Hears of each tab that the user closes; not of those that go with the window. */
  readonly onClosed = this.#closing.on;
  readonly #copies: Pick<WorkingCopies, 'isDirty'>;
  #host: EditorHost | null = null;
  #waiting: Array<() => void> = [];
  #closed: string[] = [];
  #nextId = 1;

  constructor(copies: Pick<WorkingCopies, 'isDirty'>) {
    this.#copies = copies;
  }

  attach(host: EditorHost): void {
    this.#host = host;
    for (const action of this.#waiting.splice(0)) action();
  }

  detach(): void {
    this.#host = null;
    this.editors.value = [];
    this.activeId.value = null;
  }

  /** Shows the editor of a URI: the open one, preferably in the active group, or a new one. */
  open(uri: string, { preview: wanted = true, selection }: OpenOptions = {}): void {
    const preview = wanted && this.previews.value;
    parseUri(uri);
    const host = this.#host;
    if (!host) {
      this.#waiting.push(() => this.open(uri, { preview, ...(selection && { selection }) }));
      return;
    }
    if (selection) this.selections.set(uri, { ...selection });
    const group = this.active.value?.group;
    const same = this.editors.value.filter((editor) => editor.uri === uri);
    const open = same.find((editor) => editor.group === group) ?? same[0];
    if (open) {
      if (!preview) this.keep(open.panelId);
      host.activate(open.panelId);
      return;
    }
    const replaceable = preview
      ? this.editors.value.find((editor) => editor.preview && editor.group === group && !this.#copies.isDirty(editor.uri))
      : undefined;
    if (replaceable) {
      this.#change(replaceable.panelId, { uri });
      host.activate(replaceable.panelId);
      return;
    }
    host.add({ panelId: this.#newId(), uri, preview, pinned: false }, null);
  }

  /** Brings an open editor to the front of its group, and the group to the front. */
  activate(panelId: string): void {
    this.#host?.activate(panelId);
  }

  /** Opens the same editor once more, beside itself. */
  split(direction: SplitDirection, panelId = this.activeId.value): void {
    const editor = this.#find(panelId);
    if (!editor) return;
    const twin = { panelId: this.#newId(), uri: editor.uri, preview: false, pinned: false };
    this.#host?.add(twin, { panelId: editor.panelId, direction });
  }

  /** Turns a preview into an editor that stays. */
  keep(panelId = this.activeId.value): void {
    const editor = this.#find(panelId);
    if (editor?.preview) this.#change(editor.panelId, { preview: false });
  }

  /** Pins a tab: it stands before the others of its group, and closing the others, or by key, leaves it. */
  pin(panelId = this.activeId.value, pinned = true): void {
    const editor = this.#find(panelId);
    if (!editor || editor.pinned === pinned) return;
    const others = this.#inGroup(editor.group).filter((other) => other.pinned && other !== editor);
    this.#change(editor.panelId, { preview: false, pinned });
    this.#host?.moveInGroup(editor.panelId, others.length);
  }

  /** Puts another editor in the place of an open one, for example the dataset where its import was. */
  replace(from: string, to: string): void {
    const editor = this.editors.value.find((candidate) => candidate.uri === from);
    const open = this.editors.value.some((candidate) => candidate.uri === to);
    if (!editor || open) {
      if (editor) this.#host?.remove(editor.panelId);
      this.open(to, { preview: false });
    } else {
      this.#change(editor.panelId, { uri: to, preview: false });
      this.#host?.activate(editor.panelId);
    }
  }

  /** Closes an editor; where it has unsaved edits that no other tab shows, it asks what becomes of them. */
  close(panelId = this.activeId.value): void {
    const editor = this.#find(panelId);
    if (editor) this.#closeAll([editor]);
  }

  closeWhere(fits: (editor: OpenEditor) => boolean): void {
    this.#closeAll(this.editors.value.filter(fits));
  }

  /** Closes without asking: the edits are saved or discarded. */
  closeNow(panelId: string): void {
    this.asking.delete(panelId);
    this.#host?.remove(panelId);
  }

  /** The editor stays open with its edits. */
  stay(panelId: string): void {
    this.asking.delete(panelId);
  }

  /** The editors after this one in its group. */
  toTheRight(panelId = this.activeId.value): OpenEditor[] {
    const editor = this.#find(panelId);
    if (!editor) return [];
    const order = this.#inGroup(editor.group);
    return order.slice(order.indexOf(editor) + 1);
  }

  reopenClosed(): void {
    const uri = this.#closed.pop();
    if (uri !== undefined) this.open(uri, { preview: false });
  }

  get hasClosed(): boolean {
    return this.#closed.length > 0;
  }

  /** Steps through the editors in order of use; `endCycle` opens the one that was reached. */
  cycle(step: 1 | -1): void {
    this.recent.step(step);
  }

  endCycle(): void {
    const panelId = this.recent.end();
    if (panelId !== null) this.#host?.activate(panelId);
  }

  /** The groups as they stand in the window, from left to right and from top to bottom. */
  groups(): EditorGroup[] {
    return this.#host?.groups() ?? [];
  }

  focusGroup(index: number): void {
    const group = this.groups()[index];
    if (group) this.#host?.focusGroup(group.id);
  }

  focusNextGroup(step: 1 | -1): void {
    const groups = this.groups();
    const at = groups.findIndex(({ id }) => id === this.active.value?.group);
    const next = groups[(at + step + groups.length) % groups.length];
    if (next) this.#host?.focusGroup(next.id);
  }

  focusGroupTowards(direction: GroupDirection): void {
    this.#host?.focusGroupTowards(direction);
  }

  /** Into the group that lies there; where there is none, into a new one. */
  moveTowards(direction: GroupDirection, panelId = this.activeId.value): void {
    if (panelId !== null) this.#host?.moveTowards(panelId, direction);
  }

  /** The group alone fills the area, and back. */
  toggleMaximised(): void {
    if (this.activeId.value !== null) this.#host?.toggleMaximised(this.activeId.value);
  }

  didAdd(editor: OpenEditor): void {
    this.editors.value = [...this.editors.value.filter((other) => other.panelId !== editor.panelId), editor];
    this.recent.add(editor.panelId);
    const number = Number(editor.panelId.replace('editor-', ''));
    if (number >= this.#nextId) this.#nextId = number + 1;
  }

  didRemove(panelId: string): void {
    const editor = this.#find(panelId);
    if (!editor) return;
    this.editors.value = this.editors.value.filter((other) => other !== editor);
    this.recent.remove(panelId);
    this.asking.delete(panelId);
    this.#closed = [...this.#closed.filter((uri) => uri !== editor.uri), editor.uri].slice(-closedLimit);
    if (this.activeId.value === panelId) this.activeId.value = null;
    this.#closing.fire(editor);
  }

  didMove(panelId: string, group: string): void {
    this.editors.value = this.editors.value.map((editor) => (editor.panelId === panelId ? { ...editor, group } : editor));
  }

  didActivate(panelId: string | null): void {
    this.activeId.value = panelId;
    if (panelId !== null) this.recent.touch(panelId);
  }

  /** Forgets a closed editor whose subject is gone. */
  forget(uri: string): void {
    for (const { panelId } of this.editors.value.filter((editor) => editor.uri === uri)) this.closeNow(panelId);
    this.#closed = this.#closed.filter((other) => other !== uri);
    this.selections.delete(uri);
    this.lines.delete(uri);
  }

  #closeAll(editors: readonly OpenEditor[]): void {
    const leaving = new Set(editors.map(({ panelId }) => panelId));
    const isLast = ({ uri }: OpenEditor): boolean => !this.editors.value.some((other) => other.uri === uri && !leaving.has(other.panelId));
    for (const editor of editors) {
      if (this.#copies.isDirty(editor.uri) && isLast(editor)) {
        this.asking.add(editor.panelId);
        this.#host?.activate(editor.panelId);
      } else this.#host?.remove(editor.panelId);
    }
  }

  #inGroup(group: string): OpenEditor[] {
    const order = this.groups().find(({ id }) => id === group)?.panels ?? [];
    return order.flatMap((panelId) => this.#find(panelId) ?? []);
  }

  #change(panelId: string, change: Partial<Omit<EditorPanel, 'panelId'>>): void {
    this.editors.value = this.editors.value.map((editor) => (editor.panelId === panelId ? { ...editor, ...change } : editor));
    const { group: _group, ...panel } = this.#find(panelId) ?? {};
    this.#host?.update(panel as EditorPanel);
  }

  #find(panelId: string | null): OpenEditor | undefined {
    return this.editors.value.find((editor) => editor.panelId === panelId);
  }

  #newId(): string {
    return `editor-${this.#nextId++}`;
  }
}
