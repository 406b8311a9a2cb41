import type { ShallowRef } from 'vue';
import { shallowRef } from 'vue';

export interface MenuItem {
  label: string;
  keys?: string;
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  separatorBefore?: boolean;
  run: () => void;
}

export interface OpenMenu {
  x: number;
  y: number;
  items: readonly MenuItem[];
  /** Gets the focus back. */
  opener: HTMLElement | null;
}

/** The one popup menu: context menus and buttons that open a list. */
export class MenuService {
  readonly current: ShallowRef<OpenMenu | null> = shallowRef(null);

  openAt(event: MouseEvent, items: readonly MenuItem[]): void {
    event.preventDefault();
    const focused = document.activeElement;
    this.current.value = { x: event.clientX, y: event.clientY, items, opener: focused instanceof HTMLElement ? focused : null };
  }

  openBeside(opener: HTMLElement, items: readonly MenuItem[]): void {
    const box = opener.getBoundingClientRect();
    this.current.value = { x: box.right, y: box.bottom, items, opener };
  }

  close(): void {
    const menu = this.current.value;
    this.current.value = null;
    menu?.opener?.focus();
  }
}
