import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../../engine/models/baseline.ts';
import { baselines, dynamicTheta, naive2, naive2M3, theta } from '../../../../engine/models/index.ts';
import { absent, m3, m4Hourly, maseOf, smapeOf } from './competitions.ts';

describe.skipIf(absent)('published figures', () => {
  describe('M4 hourly (Makridakis et al. 2020)', () => {
    it.each<[name: string, method: Baseline, smape: string, mase: string]>([
      ['naive', baselines.naive, '43.003', '11.608'],
      ['seasonal naive', baselines.seasonalNaive, '13.912', '1.193'],
      ['Naive2', naive2, '18.383', '2.395'],
      ['Theta', theta, '18.138', '2.455'],
    ])('%s', (_, method, smape, mase) => {
      const series = m4Hourly();
      expect([smapeOf(method, series, 3), maseOf(method, series, 3)]).toEqual([smape, mase]);
    });
  });

  describe('M3, sMAPE', () => {
    const figures = (method: Baseline): Record<string, number> => {
      const series = m3();
      const of = (period: string): number =>
        Number(
          smapeOf(
            method,
            series.filter((one) => one.period === period),
            2,
          ),
        );
      const [yearly, quarterly, monthly, other] = ['yearly', 'quarterly', 'monthly', 'other'].map(of) as [number, number, number, number];
      return { yearly, quarterly, monthly, other, all: Number(smapeOf(method, series, 2)) };
    };

    it('Naive2 is that of Makridakis & Hibon (2000) but for 0.01 of the quarterly series', () => {
      expect(figures(naive2M3)).toEqual({ yearly: 17.88, quarterly: 9.96, monthly: 16.91, other: 6.3, all: 15.47 });
    });

    it('Theta is within 0.1 of the published average', () => {
      expect(Math.abs(figures(theta).all! - 13.05)).toBeLessThan(0.1);
    });

    it('the dynamic optimised theta model is within 0.04 of Fiorucci et al. (2016) in every period', () => {
      const found = figures(dynamicTheta);
      const published = { yearly: 15.94, quarterly: 9.28, monthly: 13.74, other: 4.58 };
      for (const [period, value] of Object.entries(published)) expect(Math.abs(found[period]! - value), period).toBeLessThan(0.04);
    });
  });
});
