import { availableParallelism } from 'node:os';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { QueuedWork, TrainingQueue } from '../protocol/training.ts';

/** What stands in the queue: a training by the id of its run, or other work. */
export type Queued = { id: string; kind: 'run' } | QueuedWork;

interface Entry {
  about: Queued;
  /** The work from its beginning to its end; never rejects. */
  begin: () => Promise<void>;
}

/** Decides when trainings and other long work begin: as many at once as the limit allows, the others in their order. */
export class RunQueue {
  private limit = availableParallelism();
  private waiting: Entry[] = [];
  private readonly running = new Set<Queued>();
  private closed = false;
  private readonly onChange: (state: TrainingQueue) => void;

  constructor(onChange: (state: TrainingQueue) => void) {
    this.onChange = onChange;
  }

  state(): TrainingQueue {
    const [running, waiting] = [[...this.running], this.waiting.map(({ about }) => about)];
    return {
      limit: this.limit,
      running: running.map(({ id }) => id),
      waiting: waiting.map(({ id }) => id),
      others: [...running, ...waiting].filter((about) => about.kind !== 'run'),
    };
  }

  add(about: Queued, begin: () => Promise<void>): void {
    this.waiting.push({ about, begin });
    this.fill();
  }

  isWaiting(id: string): boolean {
    return this.waiting.some(({ about }) => about.id === id);
  }

  /** Takes an entry out of the queue; false where it does not wait. */
  remove(id: string): boolean {
    if (!this.isWaiting(id)) return false;
    this.waiting = this.waiting.filter(({ about }) => about.id !== id);
    this.onChange(this.state());
    return true;
  }

  /** Error: `run-not-waiting`. */
  move(id: string, place: number): void {
    const entry = this.entry(id);
    const others = this.waiting.filter((other) => other !== entry);
    this.waiting = [...others.slice(0, place), entry, ...others.slice(place)];
    this.onChange(this.state());
  }

  /** Error: `run-not-waiting`. */
  startNow(id: string): void {
    const entry = this.entry(id);
    this.waiting = this.waiting.filter((other) => other !== entry);
    this.start(entry);
    this.onChange(this.state());
  }

  setLimit(limit: number): void {
    this.limit = limit;
    this.fill();
  }

  /** What waits. Error: `run-not-waiting`. */
  about(id: string): Queued {
    return this.entry(id).about;
  }

  /** Does work of its caller when its turn comes. Error: CancelledError where the signal ends its waiting. */
  inTurn<T>(about: Queued, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        if (this.remove(about.id)) reject(new CancelledError());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.add(about, async () => {
        signal.removeEventListener('abort', leave);
        // Called in here, so that work that throws at once rejects as well.
        const working = (async () => work())();
        resolve(working);
        await working.catch(() => undefined);
      });
    });
  }

  /** Begins nothing any more, and tells what waited. */
  close(): string[] {
    this.closed = true;
    return this.waiting.splice(0).map(({ about }) => about.id);
  }

  private fill(): void {
    while (!this.closed && this.running.size < this.limit) {
      const next = this.waiting.shift();
      if (!next) break;
      this.start(next);
    }
    this.onChange(this.state());
  }

  private start({ about, begin }: Entry): void {
    this.running.add(about);
    void begin().then(() => {
      this.running.delete(about);
      this.fill();
    });
  }

  private entry(id: string): Entry {
    const found = this.waiting.find(({ about }) => about.id === id);
    if (!found) throw new ExpectedError('run-not-waiting', 'This does not wait in the queue: it has begun, or was taken out.', { id });
    return found;
  }
}
