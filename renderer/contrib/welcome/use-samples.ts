import type { Ref, ShallowRef } from 'vue';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import type { Sample } from '../../../engine/protocol/data.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export interface Samples {
  samples: ShallowRef<Sample[] | null>;
  error: Ref<string | null>;
  /** The sample that is being imported. */
  opening: Ref<string | null>;
  load: () => Promise<void>;
  open: (sample: Sample) => Promise<void>;
}

/** The bundled series, and opening one of them. */
export function useSamples({ engine, commands }: Services): Samples {
  const samples = shallowRef<Sample[] | null>(null);
  const error = ref<string | null>(null);
  const opening = ref<string | null>(null);

  async function load(): Promise<void> {
    error.value = null;
    try {
      samples.value = await engine.call('data.samples', {});
    } catch (cause) {
      error.value = errorMessage(cause);
    }
  }

  async function open(sample: Sample): Promise<void> {
    opening.value = sample.id;
    error.value = null;
    try {
      await commands.execute('welcome.openSample', { sampleId: sample.id });
    } catch (cause) {
      error.value = errorMessage(cause);
    } finally {
      opening.value = null;
    }
  }

  onMounted(load);
  onBeforeUnmount(engine.onConnected(() => void (error.value !== null && load())));
  return { samples, error, opening, load, open };
}
