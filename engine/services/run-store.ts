import { randomUUID } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import type { RunLock } from '../project/lock.ts';
import { createRunFolder, findRuns, openRun, saveAnnotation, saveRun } from '../project/run-folder.ts';
import type { DatasetReference, Run } from '../project/run-record.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { NO_ANNOTATION, type RunAnnotation } from '../protocol/runs.ts';
import type { RunSummary } from '../protocol/training.ts';
import type { Journal } from './journal.ts';
import { createQueue, type Shared } from './shared.ts';

/** The folder of a workspace, and of the command line, that holds runs. */
const RUNS = 'runs';

/** A run at work in this process. */
export interface ActiveRun {
  run: Run;
  abort: AbortController;
  /** What the run is once its work was aborted. */
  aside: 'cancelled' | 'paused' | 'queued';
  stopRequested: boolean;
  finished: Promise<void>;
  journal: Journal;
  lock: RunLock;
}

/** Knows where each run lies and which ones are at work. The folder is the truth; nothing is kept in memory but its place. */
export class RunStore {
  private readonly folders = new Map<string, string>();
  private readonly working = new Map<string, ActiveRun>();
  /** Saves of all runs, one after the other: an older record never lands on a newer one. */
  private readonly saves = createQueue();
  private starting = 0;
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /** The run as it stands: the one at work in this process, or what its folder says. Error: `unknown-run`. */
  async get(runId: string): Promise<Run> {
    const active = this.working.get(runId);
    if (active) return active.run;
    const folder = this.folders.get(runId);
    if (folder !== undefined) return openRun(folder);
    if (this.context.workspace === null)
      throw new ExpectedError('unknown-run', `There is no run "${runId}". Open it by its folder.`, { runId });
    return this.context.workspace.openRun(runId);
  }

  /** The run with what this process knows better than the disk. */
  current(run: Run): Run {
    return this.working.get(run.summary.id)?.run ?? run;
  }

  /** Writes a run's record as it stands when its turn comes. Errors: those of writing. */
  save(run: Run): Promise<void> {
    return this.saves(() => saveRun(run.summary.folder, run));
  }

  /** Changes a run, at work or not, and writes it. Errors: `unknown-run`, those of reading and writing. */
  change(runId: string, change: (run: Run) => void): Promise<Run> {
    return this.saves(async () => {
      const run = await this.get(runId);
      change(run);
      await saveRun(run.summary.folder, run);
      return run;
    });
  }

  /** Changes what is said of a run, at work or not, and writes it. Errors: `unknown-run`, those of reading and writing. */
  annotate(runId: string, change: (now: RunAnnotation) => RunAnnotation): Promise<Run> {
    return this.saves(async () => {
      const run = await this.get(runId);
      const annotation = change(run.summary.annotation);
      await saveAnnotation(run.summary.folder, annotation);
      run.summary.annotation = annotation;
      return run;
    });
  }

  async open(folder: string): Promise<Run> {
    const run = await openRun(resolve(folder));
    this.folders.set(run.summary.id, run.summary.folder);
    return this.current(run);
  }

  async list(folder: string | undefined): Promise<Run[]> {
    if (folder === undefined) {
      if (this.context.workspace === null)
        throw new ExpectedError('no-workspace', 'No workspace is open. Open a folder first, or name one.');
      return (await this.context.workspace.listRuns()).map((run) => this.current(run));
    }
    // A workspace keeps its runs in a folder of that name; a run's own folder, or one full of runs, is taken as it is.
    const none = { runs: [] as Run[], warnings: [] as string[] };
    const inside = await findRunsOr(none, ['not-found', 'not-a-folder'], join(folder, RUNS));
    // The folder that is looked in where none is named is missing until the first run.
    const { runs, warnings } = await findRunsOr(none, basename(resolve(folder)) === RUNS ? ['not-found'] : [], folder);
    for (const message of [...inside.warnings, ...warnings]) this.context.emit('log.line', { level: 'warning', channel: 'runs', message });
    return [...inside.runs, ...runs];
  }

  /** Makes the folder of a new run. Errors: `no-workspace`, `folder-not-empty`, and those of writing. */
  async create(folder: string | undefined): Promise<{ id: string; folder: string; lock: RunLock }> {
    const { workspace, clock } = this.context;
    if (folder === undefined) {
      if (workspace === null)
        throw new ExpectedError('no-workspace', 'No workspace is open. Open a folder first, or name a folder for the run.');
      return workspace.createRun(clock);
    }
    const place = resolve(folder);
    const lock = await createRunFolder(place, clock);
    const id = randomUUID();
    this.folders.set(id, place);
    return { id, folder: place, lock };
  }

  activate(active: ActiveRun): void {
    this.working.set(active.run.summary.id, active);
  }

  deactivate(runId: string): void {
    this.working.delete(runId);
  }

  /** The run at work. Error: `run-not-active`. */
  activeRun(runId: string): ActiveRun {
    const active = this.working.get(runId);
    if (!active) throw new ExpectedError('run-not-active', 'This run is not training now.', { runId });
    return active;
  }

  /** Says that a run is about to be at work, until the returned function is called. */
  announceStart(): () => void {
    this.starting += 1;
    return () => {
      this.starting -= 1;
    };
  }

  /** Whether a run is at work here or about to be. */
  busy(): boolean {
    return this.working.size + this.starting > 0;
  }

  /** What a run at work has told; null for a run that is not. */
  journal(runId: string): Journal | null {
    return this.working.get(runId)?.journal ?? null;
  }

  active(): ActiveRun[] {
    return [...this.working.values()];
  }

  forget(runId: string): void {
    this.folders.delete(runId);
  }

  clear(): void {
    this.folders.clear();
  }
}

/** What `findRuns` finds, or `instead` where it fails with one of these codes. */
async function findRunsOr<T>(instead: T, codes: readonly string[], folder: string): Promise<T | Awaited<ReturnType<typeof findRuns>>> {
  try {
    return await findRuns(folder);
  } catch (error) {
    if (error instanceof ExpectedError && codes.includes(error.code)) return instead;
    throw error;
  }
}

/** A run that is about to start. */
export function newRun(
  dataset: DatasetReference,
  start: Pick<RunSummary, 'id' | 'folder' | 'name' | 'createdAt' | 'config' | 'parameters' | 'isa'>,
): Run {
  return {
    dataset,
    summary: {
      ...start,
      state: 'queued',
      datasetId: dataset.id,
      datasetName: dataset.name,
      epochsDone: 0,
      bestEpoch: 0,
      bestValidationLoss: null,
      losses: null,
      trainSeconds: 0,
      evaluation: null,
      error: null,
      resumable: false,
      annotation: NO_ANNOTATION,
    },
  };
}
