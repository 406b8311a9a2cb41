import { onBeforeUnmount, watchEffect, type Ref } from 'vue';
import { measured } from '../measure.ts';
import { nextFrame } from './next-frame.ts';
import type { Size } from './use-element-size.ts';

/** A transparent canvas above the chart, repainted alone when what `paint` reads changes: hover never redraws the lines. */
export function useOverlay(
  canvas: Ref<HTMLCanvasElement | null>,
  size: Readonly<Ref<Size>>,
  paint: () => ((context: CanvasRenderingContext2D) => void) | null,
): void {
  let picture: ((context: CanvasRenderingContext2D) => void) | null = null;
  const frame = nextFrame(() => {
    const context = canvas.value?.getContext('2d');
    if (!canvas.value || !context) return;
    const { width, height } = size.value;
    const ratio = devicePixelRatio;
    if (canvas.value.width !== Math.round(width * ratio) || canvas.value.height !== Math.round(height * ratio)) {
      canvas.value.width = Math.round(width * ratio);
      canvas.value.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    measured('chart.overlay', () => picture?.(context));
  });
  watchEffect(() => {
    picture = paint();
    if (size.value.width > 0) frame.request();
  });
  onBeforeUnmount(frame.cancel);
}
