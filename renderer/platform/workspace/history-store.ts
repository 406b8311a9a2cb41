import type { Ref } from 'vue';
import type { StateService } from '../state/state-service.ts';
import { checkList, checkObject, checkOneOf, checkString } from '../state/validate.ts';

export const milestones = ['opened', 'looked', 'trained', 'compared', 'forecast'] as const;
export type Milestone = (typeof milestones)[number];

const recentLimit = 12;
const editorLimit = 60;

/** What the user has done before: files and folders opened lately, and the steps of the first walk that have been taken. */
export class HistoryStore {
  readonly recentFiles: Ref<string[]>;
  readonly recentWorkspaces: Ref<string[]>;
  readonly recentCommands: Ref<string[]>;
  /** What was typed in the palette last. */
  readonly paletteInput: Ref<string>;
  readonly reached: Ref<Milestone[]>;
  /** Workspace and address of editors, the one used last first. */
  readonly #recentEditors: Ref<Array<{ workspace: string; uri: string }>>;

  constructor(state: StateService) {
    this.recentFiles = state.slot('recentFiles', checkList(checkString, recentLimit), []);
    this.recentWorkspaces = state.slot('recentWorkspaces', checkList(checkString, recentLimit), []);
    this.recentCommands = state.slot('recentCommands', checkList(checkString, 50), []);
    const editor = checkObject({ workspace: checkString, uri: checkString });
    this.#recentEditors = state.slot('recentEditors', checkList(editor, editorLimit), []);
    this.paletteInput = state.slot('paletteInput', checkString, '');
    this.reached = state.slot('reached', checkList(checkOneOf(...milestones)), []);
  }

  addFile(path: string): void {
    this.recentFiles.value = [path, ...this.recentFiles.value.filter((other) => other !== path)].slice(0, recentLimit);
  }

  forgetFile(path: string): void {
    this.recentFiles.value = this.recentFiles.value.filter((other) => other !== path);
  }

  addWorkspace(path: string): void {
    this.recentWorkspaces.value = [path, ...this.recentWorkspaces.value.filter((other) => other !== path)].slice(0, recentLimit);
  }

  forgetWorkspace(path: string): void {
    this.recentWorkspaces.value = this.recentWorkspaces.value.filter((other) => other !== path);
  }

  addCommand(id: string): void {
    this.recentCommands.value = [id, ...this.recentCommands.value.filter((other) => other !== id)].slice(0, 50);
  }

  addEditor(workspace: string, uri: string): void {
    const others = this.#recentEditors.value.filter((other) => other.uri !== uri || other.workspace !== workspace);
    this.#recentEditors.value = [{ workspace, uri }, ...others].slice(0, editorLimit);
  }

  /** Addresses of the editors that were used in a workspace, the last one first. */
  recentEditors(workspace: string): string[] {
    return this.#recentEditors.value.filter((editor) => editor.workspace === workspace).map(({ uri }) => uri);
  }

  /** Forgets an editor whose subject is gone. */
  forgetEditor(workspace: string, uri: string): void {
    this.#recentEditors.value = this.#recentEditors.value.filter((other) => other.uri !== uri || other.workspace !== workspace);
  }

  reach(milestone: Milestone): void {
    if (!this.reached.value.includes(milestone)) this.reached.value = [...this.reached.value, milestone];
  }
}
