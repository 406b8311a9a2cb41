import type { ComputedRef, InjectionKey, Ref, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import type { DatasetSummary, Severity } from '../../../engine/protocol/data.ts';
import type { TreeRow } from '../../base/tree/tree-row.ts';
import type { Services } from '../../platform/services.ts';
import { checkList, checkOneOf, checkString } from '../../platform/state/validate.ts';
import type { Problem, ProblemGroup, ProblemNode, Remedy } from './problem-list.ts';
import type { DatasetFinding } from '../../platform/workspace/workspace-store.ts';
import { findOutliers } from './find-outliers.ts';
import { collectProblems, fixesOfKind, groupProblems, problemRows } from './problem-list.ts';

/** What the panel shows, what the keys step through, and what is done about it. */
export class ProblemsModel {
  readonly text: Ref<string>;
  readonly hidden: Ref<Severity[]>;
  readonly closed: Ref<string[]>;
  /** The row that is marked in the panel. */
  readonly activeId: ShallowRef<string | null> = shallowRef(null);
  readonly all: ComputedRef<Problem[]>;
  readonly groups: ComputedRef<ProblemGroup[]>;
  readonly rows: ComputedRef<Array<TreeRow<ProblemNode>>>;
  readonly active: ComputedRef<Problem | null>;
  /** Outliers that were looked for, by dataset, with the file that they were found in. */
  readonly #outliers: ShallowRef<ReadonlyMap<string, { hash: string; findings: DatasetFinding[] }>> = shallowRef(new Map());
  readonly #services: Pick<Services, 'commands' | 'fixes' | 'engine'>;

  constructor(services: Pick<Services, 'workspace' | 'state' | 'commands' | 'fixes' | 'engine'>) {
    this.#services = services;
    const { state, workspace } = services;
    this.text = state.slot('problems.text', checkString, '');
    this.hidden = state.slot<Severity[]>('problems.hidden', checkList(checkOneOf('error', 'warning', 'info')), []);
    this.closed = state.slot('problems.closed', checkList(checkString), []);
    const outliers = computed(() =>
      workspace.datasets.value.flatMap((dataset) => {
        const found = this.#outliers.value.get(dataset.id);
        return found?.hash === dataset.hash ? found.findings.filter((finding) => !isMarked(finding, dataset)) : [];
      }),
    );
    this.all = computed(() => collectProblems([...workspace.findings.value, ...outliers.value], workspace.runs.value));
    this.groups = computed(() => groupProblems(this.all.value, { text: this.text.value, hidden: this.hidden.value }));
    this.rows = computed(() => problemRows(this.groups.value, new Set(this.closed.value)));
    this.active = computed(() => this.all.value.find(({ id }) => id === this.activeId.value) ?? null);
  }

  toggleSeverity(severity: Severity): void {
    const hidden = this.hidden.value;
    this.hidden.value = hidden.includes(severity) ? hidden.filter((other) => other !== severity) : [...hidden, severity];
  }

  toggleGroup(id: string): void {
    const closed = this.closed.value;
    this.closed.value = closed.includes(id) ? closed.filter((other) => other !== id) : [...closed, id];
  }

  closeAll(): void {
    this.closed.value = this.groups.value.map(({ id }) => id);
  }

  /** Marks the next or the previous problem of those that are shown, round and round, and goes to its place. */
  step(by: 1 | -1): void {
    const shown = this.groups.value.flatMap(({ problems }) => problems);
    if (shown.length === 0) return;
    const at = shown.findIndex(({ id }) => id === this.activeId.value);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    if (next) this.open(next, false);
  }

  open({ id, about, row, column }: Problem, keep: boolean): void {
    this.activeId.value = id;
    const { commands } = this.#services;
    if (about.kind === 'run') return commands.run('runs.open', { runId: about.id, keep });
    commands.run('data.openDataset', { datasetId: about.id, keep, ...(row !== null && { row }), ...(column !== null && { column }) });
  }

  apply({ about }: Problem, remedy: Remedy): void {
    const { commands } = this.#services;
    if (remedy.kind === 'fix') commands.run('data.fix', { datasetId: about.id, fixes: [remedy.fix] });
    else if (remedy.kind === 'again') commands.run('runs.trainAgain', { runId: about.id });
    else commands.run('runs.retry', { runId: about.id, change: remedy.change });
  }

  /** Applies the best fix of every problem of a kind, in every dataset; a fix that fails is told and does not stop the others. */
  fixAll(code: string): void {
    for (const [datasetId, fixes] of fixesOfKind(this.all.value, code)) this.#services.commands.run('data.fix', { datasetId, fixes });
  }

  /** Looks for outliers in a dataset and adds them to the list until its file is another; answers in how many places there are some. */
  async lookForOutliers(dataset: DatasetSummary): Promise<number> {
    const findings = await findOutliers(this.#services.engine, dataset);
    this.#outliers.value = new Map([...this.#outliers.value, [dataset.id, { hash: dataset.hash, findings }]]);
    return findings.reduce((sum, { count }) => sum + count, 0);
  }

  /** How many problems `fixAll` would settle. */
  countOfKind(code: string): number {
    return [...fixesOfKind(this.all.value, code).values()].reduce((sum, fixes) => sum + fixes.length, 0);
  }
}

/** Whether every cell of a finding is marked as missing by now. */
function isMarked({ column, fixes = [] }: DatasetFinding, { settings }: DatasetSummary): boolean {
  const marked = new Set((settings.fixes ?? []).flatMap((fix) => (fix.kind === 'missing-cells' && fix.column === column ? fix.rows : [])));
  return fixes.every((fix) => fix.kind === 'missing-cells' && fix.rows.every((row) => marked.has(row)));
}

export const problemsModelKey: InjectionKey<ProblemsModel> = Symbol('problems');
