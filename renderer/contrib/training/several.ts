/** Several trainings out of one form: each of some kinds of model with each of some seeds. */
import type { ModelKind, TrainingRequest } from '../../../engine/protocol/training.ts';

export interface Several {
  /** Empty: the kind that the form decides. */
  kinds: ModelKind[];
  /** As typed: how many seeds, from the form's on. */
  seeds: string;
}

export const mostSeeds = 100;

/** How many seeds a text asks for; null where it is no such number. */
export function readSeeds(text: string): number | null {
  const seeds = Number(text);
  return /^\s*\d+\s*$/.test(text) && seeds >= 1 && seeds <= mostSeeds ? seeds : null;
}

/** One request for each kind and seed; the request itself where only one is asked for. */
export function severalRequests(request: TrainingRequest, { kinds, seeds }: Several, fallbackName: string): TrainingRequest[] {
  const count = readSeeds(seeds) ?? 1;
  if (kinds.length === 0 && count === 1) return [request];
  const first = request.training?.seed ?? 1;
  const wanted = kinds.length === 0 ? [request.model?.kind] : kinds;
  return wanted.flatMap((kind) =>
    Array.from({ length: count }, (_, index) => ({
      ...request,
      name: [request.name ?? fallbackName, kind?.toUpperCase(), count > 1 ? first + index : undefined]
        .filter((part) => part !== undefined)
        .join(' '),
      model: { ...request.model, ...(kind !== undefined && { kind }) },
      training: { ...request.training, seed: first + index },
    })),
  );
}
