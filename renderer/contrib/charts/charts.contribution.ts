import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { OpenChart } from '../../base/chart/export.ts';
import { disposeAll } from '../../base/disposable.ts';
import { chartActions } from '../../platform/charts/chart-exports.ts';
import { t } from '../../platform/charts/messages.ts';
import type { Contribution } from '../../platform/contribution.ts';

const commandOf = {
  copy: 'charts.copy',
  copyTable: 'charts.copyTable',
  savePng: 'charts.savePng',
  saveSvg: 'charts.saveSvg',
  saveCsv: 'charts.saveCsv',
} as const;

/** What the button of each chart does, as commands. */
export const charts: Contribution = {
  id: 'charts',
  register: ({ commands, charts: exports, quickInput }) => {
    /** The chart that has the focus, the only one in view, or a picked one. */
    async function choose(): Promise<OpenChart | null> {
      const found = exports.candidates();
      if (found.length === 0) throw new ExpectedError('no-chart', t('none'));
      if (found.length === 1) return found[0] ?? null;
      return quickInput.pick({
        placeholder: t('choose'),
        items: found.map((chart, place) => ({ id: `chart-${place}`, label: chart.title(), icon: 'graph-line', value: chart })),
      });
    }

    return disposeAll(
      ...chartActions.map((action) =>
        commands.register({
          id: commandOf[action],
          title: t(action),
          category: t('category'),
          owner: 'charts',
          icon: 'graph-line',
          run: async () => {
            const chart = await choose();
            if (chart) await exports.perform(action, chart);
          },
        }),
      ),
    );
  },
};
