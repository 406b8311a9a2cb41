import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue';

/** Whether any of the element can be seen: the window is not hidden, the element is on screen and laid out. */
export function useVisible(element: Ref<HTMLElement | null>): Readonly<ShallowRef<boolean>> {
  const visible = shallowRef(false);
  let onScreen = false;
  const update = (): void => {
    visible.value = onScreen && document.visibilityState !== 'hidden';
  };
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? false;
    update();
  });
  onMounted(() => {
    if (element.value) observer.observe(element.value);
    document.addEventListener('visibilitychange', update);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', update);
  });
  return visible;
}
