import type { Component } from 'vue';
import { shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { Crumb } from '../editors/breadcrumbs.ts';
import type { CommandId } from '../commands/command-map.ts';
import type { Match, QuickPickItem } from '../quick-input/quick-input-service.ts';

/** A place of the activity bar: what the side bar shows when it is chosen. */
export interface ViewContainer {
  id: string;
  title: string;
  icon: string;
  order: number;
}

/** A collapsible section of the side bar. */
export interface View {
  id: string;
  container: string;
  title: string;
  order: number;
  component: Component;
  /** How much of the side bar's height it gets beside the others, whatever it holds; without it, what its content needs. */
  share?: number;
  /** Buttons in the section's head. */
  actions?: readonly CommandId[];
}

/** A tab of the panel below the editors. */
export interface PanelView {
  id: string;
  title: string;
  order: number;
  component: Component;
  /** A number beside the title; nothing at 0. */
  count?: () => number;
}

interface StatusContent {
  text: string;
  tooltip: string;
  icon?: string;
  spin?: boolean;
  severity?: 'error' | 'warning';
  run?: () => void;
  testid?: string;
}

export interface StatusItem {
  id: string;
  side: 'left' | 'right';
  order: number;
  /** Null hides the item. */
  content: () => StatusContent | null;
}

/** Draws the editors of one URI scheme; `component` gets the props `resource` (after the colon) and `uri`. */
export interface EditorProvider {
  scheme: string;
  component: Component;
  describe: (resource: string) => { title: string; icon: string; tooltip: string };
  /** The way to what the editor shows, without the workspace before it and without what the editor itself adds. */
  breadcrumbs?: (resource: string) => readonly Crumb[];
  /** The file or folder behind it, for "copy path" and "reveal". */
  path?: (resource: string) => string | undefined;
}

/** A button in the title bar of the editors it fits. */
export interface EditorAction {
  command: CommandId;
  /** Asked of the editor whose title bar it is: `activeEditor`, `activeResource` and whatever else holds for the window. */
  when: string;
  /** Shown as a button; without it the action is in the menu at the end of the title bar. */
  icon?: string;
  /** What the command gets; by default nothing, and the command takes what is active. */
  args?: (resource: string) => unknown;
  order?: number;
}

/** Things that quick open finds. */
export interface QuickOpenProvider {
  id: string;
  items: () => Array<QuickPickItem<() => void>>;
}

/** A way to look for something in the quick open box, chosen by what its text begins with. */
export interface QuickAccess {
  prefix: string;
  /** What is looked for, for the list of prefixes. */
  title: string;
  /** What fits the text behind the prefix. */
  match: (query: string) => ReadonlyArray<Match<() => void>>;
  /** Said where nothing is found. */
  emptyText?: string | undefined;
}

class Registry<T extends { order?: number }> {
  readonly #entries = shallowReactive(new Map<string, T>());
  readonly #what: string;
  readonly #key: (entry: T) => string;

  constructor(what: string, key: (entry: T) => string) {
    this.#what = what;
    this.#key = key;
  }

  register(entry: T): Disposer {
    const key = this.#key(entry);
    if (this.#entries.has(key)) throw new Error(`The ${this.#what} "${key}" is already registered.`);
    this.#entries.set(key, entry);
    return () => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  all(): T[] {
    return [...this.#entries.values()].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }
}

/** Everything that contributions add to the window's parts. */
export class ViewRegistry {
  readonly containers = new Registry<ViewContainer>('view container', (container) => container.id);
  readonly views = new Registry<View>('view', (view) => view.id);
  readonly panels = new Registry<PanelView>('panel', (panel) => panel.id);
  readonly statusItems = new Registry<StatusItem>('status item', (item) => item.id);
  readonly editors = new Registry<EditorProvider & { order?: number }>('editor', (editor) => editor.scheme);
  readonly editorActions = new Registry<EditorAction>('editor action', (action) => `${action.command} ${action.when}`);
  readonly quickAccess = new Registry<QuickAccess & { order?: number }>('quick access prefix', (access) => access.prefix);
  readonly quickOpen = new Registry<QuickOpenProvider & { order?: number }>('quick open provider', (provider) => provider.id);
}
