import { watch } from 'vue';
import { useServices } from '../services.ts';

/** Says how many entries a filter leaves, once the user pauses; nothing while no filter is set. */
export function useAnnouncedCount(isFiltered: () => boolean, count: () => number, sentence: (count: number) => string): void {
  const { announcer } = useServices();
  watch([isFiltered, count], ([filtered, left]) => {
    if (filtered) announcer.sayAtRest(sentence(left));
  });
}
