import { effectScope } from 'vue';
import { expect, test, vi } from 'vitest';
import type { DataTable } from '../../../renderer/contrib/dataset/table/use-table.ts';
import { pageSize, useTable } from '../../../renderer/contrib/dataset/table/use-table.ts';
import type { EngineService } from '../../../renderer/platform/engine/engine-service.ts';

const total = 25_000;

function setup(): { table: DataTable; offsets: number[] } {
  const offsets: number[] = [];
  const engine = {
    call: async (_method: string, { offset, limit }: { offset: number; limit: number }) => {
      offsets.push(offset);
      const count = Math.max(0, Math.min(limit, total - offset));
      // The rows lie in the file the other way round.
      return {
        offset,
        columns: ['a'],
        rows: Array.from({ length: count }, (_, row) => [offset + row]),
        fileRows: Array.from({ length: count }, (_, row) => total - offset - row),
      };
    },
  } as unknown as Pick<EngineService, 'call'>;
  const table = effectScope().run(() => useTable(engine, 'd'));
  if (!table) throw new Error('The scope is gone.');
  return { table, offsets };
}

test('pages are fetched once, as they come into view', async () => {
  const { table, offsets } = setup();
  expect(table.row(pageSize)).toBeNull();
  table.show(pageSize - 1, pageSize);
  table.show(0, 10);
  await vi.waitFor(() => expect(table.row(pageSize)?.cells).toEqual([pageSize]));
  expect(offsets).toEqual([0, pageSize]);
});

test('while the scroll bar is dragged only the last place is loaded after what is under way', async () => {
  const { table, offsets } = setup();
  for (let from = 0; from < 20_000; from += 1000) table.show(from, from + 40);
  await vi.waitFor(() => expect(table.row(19_000)?.cells).toEqual([19_000]));
  expect(offsets.length).toBeLessThanOrEqual(4);
});
