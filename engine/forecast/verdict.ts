import type { MethodName, Metrics, Verdict } from '../protocol/training.ts';

/** The answer in words: does the model beat seasonal naive, and by how much (MASE; MAE where MASE is undefined). */
export function judge(metrics: Record<MethodName, Metrics>, folds: number, series: number): Verdict {
  const useMase = metrics.model.mase !== null && metrics.seasonalNaive.mase !== null;
  const model = useMase ? metrics.model.mase! : metrics.model.mae;
  const reference = useMase ? metrics.seasonalNaive.mase! : metrics.seasonalNaive.mae;
  const skill = reference === 0 ? (model === 0 ? 0 : -1) : 1 - model / reference;
  const beatsSeasonalNaive = skill > 0;
  const measure = useMase ? 'MASE' : 'MAE';
  const evidence = `${measure} ${model.toPrecision(3)} against ${reference.toPrecision(3)} over ${folds} ${folds === 1 ? 'fold' : 'folds'}${series > 1 ? ` of ${series} series` : ''}`;
  const percent = Math.abs(skill * 100).toFixed(1);
  const sentence = beatsSeasonalNaive
    ? `Beats seasonal naive by ${percent} %: ${evidence}.`
    : `Does not beat seasonal naive: ${evidence}, ${percent} % ${skill === 0 ? 'apart' : 'worse'}. Prefer seasonal naive, or try a longer context or more data.`;
  return { beatsSeasonalNaive, skill, sentence };
}
