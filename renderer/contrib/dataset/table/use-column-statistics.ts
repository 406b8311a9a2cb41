import type { ShallowRef } from 'vue';
import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Distribution } from '../../../../engine/protocol/exploration.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';

/** How the columns in view are spread, asked for one after the other; a column that fails stays without. */
export function useColumnStatistics(
  engine: Pick<EngineService, 'call'>,
  datasetId: string,
  inView: () => readonly string[],
  /** Changes where the dataset has other rows: everything is asked for anew. */
  content: () => string,
): Readonly<ShallowRef<ReadonlyMap<string, Distribution>>> {
  const known = shallowRef<ReadonlyMap<string, Distribution>>(new Map());
  const asked = new Set<string>();
  const abort = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function ask(column: string): Promise<void> {
    if (abort.signal.aborted) return;
    const found = await engine.call('data.distribution', { datasetId, column }, { signal: abort.signal });
    known.value = new Map([...known.value, [column, found]]);
  }

  watch(content, () => {
    asked.clear();
    known.value = new Map();
  });
  watch(
    () => [content(), inView()] as const,
    ([, inViewNow]) => {
      for (const name of inViewNow.filter((one) => !asked.has(one))) {
        asked.add(name);
        last = last.then(() => ask(name)).catch(() => undefined);
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => abort.abort());
  return known;
}
