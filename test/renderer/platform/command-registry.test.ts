import { expect, test, vi } from 'vitest';
import { CommandRegistry } from '../../../renderer/platform/commands/command-registry.ts';

const about = { title: 'Toggle', category: 'View', owner: 'first' };

test('a command runs with its arguments', async () => {
  const registry = new CommandRegistry(vi.fn());
  const run = vi.fn();
  registry.register({ ...about, id: 'runs.open', run });
  await registry.execute('runs.open', { runId: 'r1' });
  expect(run).toHaveBeenCalledWith({ runId: 'r1' });
});

test('an id that is taken names its owner', () => {
  const registry = new CommandRegistry(vi.fn());
  registry.register({ ...about, id: 'editors.close', run: vi.fn() });
  expect(() => registry.register({ ...about, owner: 'second', id: 'editors.close', run: vi.fn() })).toThrow(
    'The command "editors.close" of "second" is already registered by "first".',
  );
});

test('the disposer frees the id, and only its own', () => {
  const registry = new CommandRegistry(vi.fn());
  const dispose = registry.register({ ...about, id: 'editors.close', run: vi.fn() });
  dispose();
  expect(registry.has('editors.close')).toBe(false);
  registry.register({ ...about, id: 'editors.close', run: vi.fn() });
  dispose();
  expect(registry.has('editors.close')).toBe(true);
});

test('what a command throws reaches whoever shows errors', async () => {
  const onError = vi.fn();
  const registry = new CommandRegistry(onError);
  const error = new Error('no');
  registry.register({ ...about, id: 'editors.close', run: () => Promise.reject(error) });
  registry.run('editors.close');
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(error, 'editors.close'));
  registry.run('editors.keep');
  await vi.waitFor(() =>
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'There is no command "editors.keep".' }), 'editors.keep'),
  );
});
