import type { ComputedRef, ShallowRef } from 'vue';
import { computed, shallowReactive, shallowRef } from 'vue';
import type { ConfigChange, Params, Result, ShellMethodName } from '../../../engine/protocol/contract.ts';
import type { Disposer } from '../../base/disposable.ts';
import { ConfigFile } from '../config/config-file.ts';
import { setInText } from '../config/jsonc.ts';
import { isRecord } from '../state/validate.ts';
import type { SettingDefinition, ValueProblem } from './setting-definition.ts';
import { checkValue } from './setting-definition.ts';
import type { SettingKey, SettingMap } from './setting-map.ts';

export type SettingsLayer = 'user' | 'workspace';

/** A setting as it stands: what each layer says, and which of them holds. */
export interface Inspected {
  definition: SettingDefinition;
  /** Undefined where the layer says nothing. */
  user: unknown;
  workspace: unknown;
  value: unknown;
  source: 'default' | SettingsLayer;
  /** A value that a layer names but the setting may not have; it does not hold. */
  problems: Partial<Record<SettingsLayer, ValueProblem>>;
}

/**
 * The settings: what contributions define, below what the user's file says, below what the workspace's says. Every
 * value is read through `value` or `ref`, which are reactive, so that a change has its effect at once.
 */
export class SettingsService {
  readonly user: ConfigFile;
  /** Null while no workspace is open. */
  readonly workspace: ShallowRef<ConfigFile | null> = shallowRef(null);
  /** Hears of the file of a workspace before it is used. */
  onFile: (file: ConfigFile) => void = () => {};
  readonly #definitions = shallowReactive(new Map<string, SettingDefinition>());
  readonly #call: <M extends ShellMethodName>(method: M, params: Params<M>) => Promise<Result<M>>;
  readonly #values = {
    user: computed(() => this.#read(this.user)),
    workspace: computed(() => this.#read(this.workspace.value)),
  };

  constructor(call: <M extends ShellMethodName>(method: M, params: Params<M>) => Promise<Result<M>>) {
    this.#call = call;
    this.user = new ConfigFile({ file: 'settings', workspace: null }, call);
  }

  register(...definitions: SettingDefinition[]): Disposer {
    for (const definition of definitions) {
      if (this.#definitions.has(definition.key)) throw new Error(`The setting "${definition.key}" is already registered.`);
      this.#definitions.set(definition.key, definition);
    }
    return () => definitions.forEach(({ key }) => this.#definitions.delete(key));
  }

  /** In the order of the editor. */
  all(): SettingDefinition[] {
    return [...this.#definitions.values()].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }

  definition(key: string): SettingDefinition | undefined {
    return this.#definitions.get(key);
  }

  file(layer: SettingsLayer): ConfigFile | null {
    return layer === 'user' ? this.user : this.workspace.value;
  }

  /** The settings of the workspace that is open; null: of none. */
  async openWorkspace(path: string | null): Promise<void> {
    if (path === (this.workspace.value?.place.workspace ?? null)) return;
    const file = path === null ? null : new ConfigFile({ file: 'settings', workspace: path }, this.#call);
    if (file) {
      file.onKept = (kept) => this.user.onKept(kept);
      this.onFile(file);
    }
    await file?.load();
    this.workspace.value = file;
  }

  /** Takes word of a change from outside. */
  didChange(change: ConfigChange): void {
    const file = change.workspace === null ? this.user : this.workspace.value;
    if (change.file === 'settings' && file?.place.workspace === change.workspace) file.show(change);
  }

  /** What the user's file says, unchecked: for values that are needed before anything is defined. */
  stored(key: SettingKey): unknown {
    return this.#values.user.value[key];
  }

  inspect(key: SettingKey): Inspected {
    const definition = this.#definitions.get(key);
    if (!definition) throw new Error(`There is no setting "${key}".`);
    const user = this.#values.user.value[key];
    const workspace = definition.scope === 'user' ? undefined : this.#values.workspace.value[key];
    const problems: Inspected['problems'] = {};
    const holds = (layer: SettingsLayer, value: unknown): boolean => {
      if (value === undefined) return false;
      const problem = checkValue(definition, value);
      if (problem) problems[layer] = problem;
      return problem === null;
    };
    const [userHolds, workspaceHolds] = [holds('user', user), holds('workspace', workspace)];
    const source = workspaceHolds ? 'workspace' : userHolds ? 'user' : 'default';
    const value = workspaceHolds ? workspace : userHolds ? user : definition.default;
    return { definition, user, workspace, value, source, problems };
  }

  /** The value that holds. */
  value<K extends SettingKey>(key: K): SettingMap[K] {
    return this.inspect(key).value as SettingMap[K];
  }

  ref<K extends SettingKey>(key: K): ComputedRef<SettingMap[K]> {
    return computed(() => this.value(key));
  }

  /**
   * Writes a value into a layer's file, or takes it out where it is undefined; comments in the file stay. Without a
   * layer it goes where the value that holds comes from, so that the change has an effect.
   */
  async update<K extends SettingKey>(key: K, value: SettingMap[K] | undefined, layer?: SettingsLayer): Promise<void> {
    const target = layer ?? (this.inspect(key).source === 'workspace' ? 'workspace' : 'user');
    const file = this.file(target);
    if (!file) throw new Error('There is no open workspace to keep a setting in.');
    await file.change((text) => setInText(text, [key], value));
  }

  #read(file: ConfigFile | null): Readonly<Record<string, unknown>> {
    if (!file || file.broken.value) return {};
    const { value } = file.parsed.value;
    return isRecord(value) ? value : {};
  }
}
