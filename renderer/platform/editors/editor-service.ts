import type { ComputedRef, ShallowRef } from 'vue';
import { computed, shallowReactive, shallowRef } from 'vue';
import { parseUri } from './uri.ts';

export interface OpenEditor {
  readonly panelId: string;
  readonly uri: string;
  /** Shown in italics; the next preview takes its place. */
  readonly preview: boolean;
  readonly group: string;
}

export type SplitDirection = 'right' | 'below';

/** What draws the groups and tabs. It reports every change, those it was asked for too, through the `did` methods. */
export interface EditorHost {
  add(editor: { panelId: string; uri: string; preview: boolean }, beside: { panelId: string; direction: SplitDirection } | null): void;
  update(panelId: string, change: { uri: string; preview: boolean }): void;
  remove(panelId: string): void;
  activate(panelId: string): void;
  focusGroup(index: number): void;
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
  /** What each editor was last asked to show. */
  readonly selections = shallowReactive(new Map<string, EditorSelection>());
  #host: EditorHost | null = null;
  #waiting: Array<() => void> = [];
  #recent: string[] = [];
  #closed: string[] = [];
  #cycle: { order: string[]; at: number } | null = null;
  #nextId = 1;

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
  open(uri: string, { preview = true, selection }: OpenOptions = {}): void {
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
    const replaceable = preview ? this.editors.value.find((editor) => editor.preview && editor.group === group) : undefined;
    if (replaceable) {
      this.#change(replaceable.panelId, { uri, preview: true });
      host.activate(replaceable.panelId);
      return;
    }
    host.add({ panelId: this.#newId(), uri, preview }, null);
  }

  /** Opens the same editor once more, beside itself. */
  split(direction: SplitDirection, panelId = this.activeId.value): void {
    const editor = this.#find(panelId);
    if (editor) this.#host?.add({ panelId: this.#newId(), uri: editor.uri, preview: false }, { panelId: editor.panelId, direction });
  }

  /** Turns a preview into an editor that stays. */
  keep(panelId = this.activeId.value): void {
    const editor = this.#find(panelId);
    if (editor?.preview) this.#change(editor.panelId, { uri: editor.uri, preview: false });
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

  close(panelId = this.activeId.value): void {
    if (panelId !== null) this.#host?.remove(panelId);
  }

  closeWhere(fits: (editor: OpenEditor) => boolean): void {
    for (const editor of this.editors.value.filter(fits)) this.#host?.remove(editor.panelId);
  }

  reopenClosed(): void {
    const uri = this.#closed.pop();
    if (uri !== undefined) this.open(uri, { preview: false });
  }

  get hasClosed(): boolean {
    return this.#closed.length > 0;
  }

  /** Steps through the editors in order of use; the order is settled by `endCycle`. */
  cycle(step: 1 | -1): void {
    this.#cycle ??= { order: [...this.#recent], at: 0 };
    const { order } = this.#cycle;
    if (order.length < 2) return;
    this.#cycle.at = (this.#cycle.at + step + order.length) % order.length;
    const panelId = order[this.#cycle.at];
    if (panelId !== undefined) this.#host?.activate(panelId);
  }

  endCycle(): void {
    if (!this.#cycle) return;
    this.#cycle = null;
    if (this.activeId.value !== null) this.#touch(this.activeId.value);
  }

  focusGroup(index: number): void {
    this.#host?.focusGroup(index);
  }

  didAdd(editor: OpenEditor): void {
    this.editors.value = [...this.editors.value.filter((other) => other.panelId !== editor.panelId), editor];
    this.#recent.push(editor.panelId);
    const number = Number(editor.panelId.replace('editor-', ''));
    if (number >= this.#nextId) this.#nextId = number + 1;
  }

  didRemove(panelId: string): void {
    const editor = this.#find(panelId);
    if (!editor) return;
    this.editors.value = this.editors.value.filter((other) => other !== editor);
    this.#recent = this.#recent.filter((other) => other !== panelId);
    this.#closed = [...this.#closed.filter((uri) => uri !== editor.uri), editor.uri].slice(-closedLimit);
    if (this.activeId.value === panelId) this.activeId.value = null;
  }

  didMove(panelId: string, group: string): void {
    this.editors.value = this.editors.value.map((editor) => (editor.panelId === panelId ? { ...editor, group } : editor));
  }

  didActivate(panelId: string | null): void {
    this.activeId.value = panelId;
    if (panelId !== null && !this.#cycle) this.#touch(panelId);
  }

  /** Forgets a closed editor whose subject is gone. */
  forget(uri: string): void {
    this.closeWhere((editor) => editor.uri === uri);
    this.#closed = this.#closed.filter((other) => other !== uri);
    this.selections.delete(uri);
  }

  #change(panelId: string, change: { uri: string; preview: boolean }): void {
    this.editors.value = this.editors.value.map((editor) => (editor.panelId === panelId ? { ...editor, ...change } : editor));
    this.#host?.update(panelId, change);
  }

  #find(panelId: string | null): OpenEditor | undefined {
    return this.editors.value.find((editor) => editor.panelId === panelId);
  }

  #touch(panelId: string): void {
    this.#recent = [panelId, ...this.#recent.filter((other) => other !== panelId)];
  }

  #newId(): string {
    return `editor-${this.#nextId++}`;
  }
}
