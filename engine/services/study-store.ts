import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { RunLock } from '../project/lock.ts';
import { numbered } from '../project/names.ts';
import { createStudyFolder, findStudies, openStudy } from '../project/study-folder.ts';
import type { Study } from '../project/study-record.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Trial } from '../protocol/tuning.ts';
import type { Shared } from './shared.ts';

/** The folder of a workspace, and of the command line, that holds studies. */
const STUDIES = 'studies';

/** A study at work in this process. */
export interface ActiveStudy {
  study: Study;
  trials: Trial[];
  warnings: string[];
  abort: AbortController;
  /** What the study is once its work was aborted. */
  aside: 'cancelled' | 'paused' | 'queued';
  finished: Promise<void>;
  lock: RunLock;
}

/** Knows where each study lies and which ones are at work. The folder is the truth; nothing is kept in memory but its place. */
export class StudyStore {
  private readonly folders = new Map<string, string>();
  private readonly working = new Map<string, ActiveStudy>();
  private readonly context: Shared;

  constructor(context: Shared) {
    this.context = context;
  }

  /** The study as it stands. Error: `unknown-study`. */
  async get(studyId: string): Promise<Study> {
    const active = this.working.get(studyId);
    if (active) return active.study;
    const folder = this.folders.get(studyId);
    if (folder === undefined)
      throw new ExpectedError('unknown-study', `There is no study "${studyId}". List the studies of its folder first.`, { studyId });
    return openStudy(folder);
  }

  async open(folder: string): Promise<Study> {
    return this.remember(await openStudy(folder));
  }

  /** Those in a folder or right below it; of the workspace where none is named. Errors: `no-workspace`, those of reading. */
  async list(folder: string | undefined): Promise<Study[]> {
    const place = folder ?? join(this.requireWorkspace(), STUDIES);
    try {
      const { studies, warnings } = await findStudies(place);
      for (const message of warnings) this.context.emit('log.line', { level: 'warning', channel: 'studies', message });
      return studies.map((study) => this.remember(study));
    } catch (error) {
      // The folder that is looked in where none is named is missing until the first study.
      if (folder === undefined && error instanceof ExpectedError && error.code === 'not-found') return [];
      throw error;
    }
  }

  /** Makes the folder of a new study, in the workspace where none is named. Errors: `no-workspace`, those of `createStudyFolder`. */
  async create(folder: string | undefined): Promise<{ id: string; folder: string; lock: RunLock }> {
    const { clock } = this.context;
    const id = randomUUID();
    if (folder !== undefined) return this.placed(id, resolve(folder), await createStudyFolder(resolve(folder), clock));
    const wanted = join(this.requireWorkspace(), STUDIES, clock.date().replace(/[:Z]/g, '').replace('T', '-'));
    for (let n = 1; ; n++) {
      const place = numbered(wanted, n);
      try {
        return this.placed(id, place, await createStudyFolder(place, clock));
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.code !== 'folder-not-empty') throw error;
      }
    }
  }

  activate(active: ActiveStudy): void {
    this.working.set(active.study.summary.id, active);
  }

  deactivate(studyId: string): void {
    this.working.delete(studyId);
  }

  /** The study at work in this process; null where it is not. */
  active(studyId: string): ActiveStudy | null {
    return this.working.get(studyId) ?? null;
  }

  /** Ends the work on a study, or its waiting, and waits until it has ended. Error: `study-not-active`. */
  async setAside(studyId: string, aside: ActiveStudy['aside']): Promise<void> {
    const active = this.working.get(studyId);
    if (!active) throw new ExpectedError('study-not-active', 'This study is not at work now.', { studyId });
    active.aside = aside;
    active.abort.abort();
    await active.finished;
  }

  /** Ends the work on every study and waits for it. All of them are back in the queue, as those are that waited there already. */
  async leaveAll(waiting: ReadonlySet<string>): Promise<void> {
    const leave = ([id, { lock }]: [string, ActiveStudy]): Promise<void> =>
      waiting.has(id) ? lock.release() : this.setAside(id, 'queued');
    await Promise.all([...this.working].map(leave));
  }

  private remember(study: Study): Study {
    const { id, folder } = study.summary;
    this.folders.set(id, folder);
    return this.working.get(id)?.study ?? study;
  }

  private placed(id: string, folder: string, lock: RunLock): { id: string; folder: string; lock: RunLock } {
    this.folders.set(id, folder);
    return { id, folder, lock };
  }

  private requireWorkspace(): string {
    if (this.context.workspace !== null) return this.context.workspace.path;
    throw new ExpectedError('no-workspace', 'No workspace is open. Open a folder first, or name one for the study.');
  }
}
