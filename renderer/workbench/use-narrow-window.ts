import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import type { Services } from '../platform/services.ts';

/** Below this width, as on a small screen or far zoomed in, the side bar lies over the editors (see SideBar.vue). */
const narrowQuery = '(max-width: 560px)';

/** In a narrow window the side bar makes room: it closes when the window gets narrow and whenever an editor comes up. */
export function useNarrowWindow({ layout, editors }: Pick<Services, 'layout' | 'editors'>): void {
  const narrow = ref(false);
  let query: MediaQueryList | null = null;
  /** It was open before the window became narrow. */
  let comesBack = false;
  const follow = (): void => {
    narrow.value = query?.matches ?? false;
  };

  watch(narrow, (isNarrow) => {
    if (isNarrow) comesBack = layout.current.value.sideBarVisible;
    if (isNarrow || comesBack) layout.set({ sideBarVisible: !isNarrow });
  });
  watch(editors.activeId, () => {
    if (narrow.value) layout.set({ sideBarVisible: false });
  });
  onMounted(() => {
    query = matchMedia(narrowQuery);
    query.addEventListener('change', follow);
    follow();
  });
  onBeforeUnmount(() => query?.removeEventListener('change', follow));
}
