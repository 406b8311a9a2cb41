import type { AnnotationRequest, RunAnnotation } from '../protocol/runs.ts';

/** The annotation after a change. Tags keep their order, and one that differs only in its case is the same. */
export function annotated(now: RunAnnotation, request: Omit<AnnotationRequest, 'runIds'>): RunAnnotation {
  const { notes = now.notes, folder = now.folder, archived = now.archived, pinned = now.pinned } = request;
  const removed = new Set(request.removeTags?.map(key));
  const tags = new Map<string, string>();
  for (const tag of [...(request.tags ?? now.tags), ...(request.addTags ?? [])]) {
    if (!removed.has(key(tag)) && !tags.has(key(tag))) tags.set(key(tag), tag);
  }
  return { notes, tags: [...tags.values()], folder, archived, pinned };
}

const key = (tag: string): string => tag.toLowerCase();
