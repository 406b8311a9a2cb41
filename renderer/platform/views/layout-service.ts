import type { Ref } from 'vue';
import { computed, ref } from 'vue';
import { Emitter } from '../../base/emitter.ts';
import type { StateService } from '../state/state-service.ts';
import { checkBoolean, checkNumber, checkObject, checkString } from '../state/validate.ts';

export interface Layout {
  sideBarVisible: boolean;
  sideBarWidth: number;
  container: string;
  panelVisible: boolean;
  panelHeight: number;
  panel: string;
}

export const layoutLimits = { sideBar: [170, 600], panel: [90, 700] } as const;

export const defaultLayout: Layout = {
  sideBarVisible: true,
  sideBarWidth: 270,
  container: 'data',
  panelVisible: false,
  panelHeight: 200,
  panel: 'problems',
};

export const checkLayout = checkObject<Layout>({
  sideBarVisible: checkBoolean,
  sideBarWidth: checkNumber(...layoutLimits.sideBar),
  container: checkString,
  panelVisible: checkBoolean,
  panelHeight: checkNumber(...layoutLimits.panel),
  panel: checkString,
});

/** Which parts of the window are shown, and how large they are. */
export class LayoutService {
  readonly #layout: Ref<Layout>;
  readonly current = computed(() => this.#layout.value);
  /** Only the editors are shown. */
  readonly zen: Ref<boolean> = ref(false);

  readonly #goTo = new Emitter<'sidebar' | 'panel'>();
  /** A part that is shown is to take the focus. */
  readonly onGoTo = this.#goTo.on;

  constructor(state: StateService) {
    this.#layout = state.slot('layout', checkLayout, defaultLayout, 'workspace');
  }

  set(change: Partial<Layout>): void {
    this.#layout.value = { ...this.#layout.value, ...change };
  }

  resizeSideBar(width: number): void {
    this.set({ sideBarWidth: clamp(width, layoutLimits.sideBar) });
  }

  resizePanel(height: number): void {
    this.set({ panelHeight: clamp(height, layoutLimits.panel) });
  }

  showContainer(container: string): void {
    this.set({ container, sideBarVisible: true });
  }

  showPanel(panel: string): void {
    this.set({ panel, panelVisible: true });
  }

  /** Shows a side bar's container for somebody who goes on there by keyboard. */
  goToContainer(container: string): void {
    this.showContainer(container);
    this.#goTo.fire('sidebar');
  }

  /** As `goToContainer`, in the panel. */
  goToPanel(panel: string): void {
    this.showPanel(panel);
    this.#goTo.fire('panel');
  }
}

function clamp(value: number, [minimum, maximum]: readonly [number, number]): number {
  return Math.round(Math.min(maximum, Math.max(minimum, value)));
}
