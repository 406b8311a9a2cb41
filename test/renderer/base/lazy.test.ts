// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { defineComponent, h, nextTick } from 'vue';
import { afterEach, expect, test, vi } from 'vitest';
import { lazy, loadWhenIdle, shownAreLoaded } from '../../../renderer/base/ui/lazy.ts';

const Greeting = defineComponent({
  props: { name: { type: String, required: true } },
  setup: (props) => () => h('p', `Hello ${props.name}`),
});
const arrived = (): Promise<{ default: typeof Greeting }> => Promise.resolve({ default: Greeting });

afterEach(() => vi.unstubAllGlobals());

test('a part says that it loads, then shows what came with everything that it was given', async () => {
  const load = vi.fn(arrived);
  const shown = mount(lazy(load), { attrs: { name: 'Ada' } });
  expect(shown.find('[aria-busy="true"]').exists()).toBe(true);
  await shownAreLoaded();
  await nextTick();
  expect(shown.text()).toBe('Hello Ada');
  await shown.setProps({ name: 'Grace' });
  expect(shown.text()).toBe('Hello Grace');
  expect(load).toHaveBeenCalledOnce();
});

test('a part that was loaded before is there at once', async () => {
  const Part = lazy(arrived);
  mount(Part, { attrs: { name: 'Ada' } });
  await shownAreLoaded();
  expect(mount(Part, { attrs: { name: 'Grace' } }).text()).toBe('Hello Grace');
});

test('a part that cannot be loaded says why, and loads when it is asked again', async () => {
  const load = vi.fn(arrived).mockRejectedValueOnce(new Error('the file is gone'));
  const shown = mount(lazy(load), { attrs: { name: 'Ada' } });
  await shownAreLoaded();
  await nextTick();
  expect(shown.get('[role="alert"]').text()).toContain('the file is gone');
  await shown.get('button').trigger('click');
  await shownAreLoaded();
  await nextTick();
  expect(shown.text()).toBe('Hello Ada');
});

test('parts that nobody has shown are loaded one at each idle moment, until that is ended', async () => {
  const idle: Array<() => void> = [];
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
  vi.stubGlobal('cancelIdleCallback', () => idle.splice(0));
  const loads = [vi.fn(arrived), vi.fn(arrived), vi.fn(arrived)];
  loads.forEach((load) => lazy(load));
  const stop = loadWhenIdle();
  const moment = async (): Promise<void> => {
    idle.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  expect(loads.map((load) => load.mock.calls.length)).toEqual([0, 0, 0]);
  await moment();
  await moment();
  expect(loads.map((load) => load.mock.calls.length)).toEqual([1, 1, 0]);
  stop();
  await moment();
  expect(loads.map((load) => load.mock.calls.length)).toEqual([1, 1, 0]);
});
