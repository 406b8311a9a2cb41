import type { MethodName, Metrics, Verdict } from '../protocol/training.ts';

const names = { naive: 'naive method', drift: 'drift method' };

/**
 * The answer in words: does the model beat seasonal naive, and by how much (MASE; MAE where MASE is undefined). Where an even
 * simpler method is better than the model, the sentence says so too.
 */
export function judge(metrics: Record<MethodName, Metrics>, folds: number, series: number): Verdict {
  const useMase = metrics.model.mase !== null && metrics.seasonalNaive.mase !== null;
  const measure = useMase ? 'MASE' : 'MAE';
  const errorOf = (name: MethodName): number => (useMase ? metrics[name].mase! : metrics[name].mae);
  const model = errorOf('model');
  const reference = errorOf('seasonalNaive');
  if (Number.isNaN(model) || Number.isNaN(reference)) {
    return {
      beatsSeasonalNaive: false,
      skill: 0,
      sentence: 'Nothing could be scored: no test value was observed. Choose a larger test share.',
    };
  }
  const skill = reference === 0 ? (model === 0 ? 0 : -1) : 1 - model / reference;
  const beatsSeasonalNaive = skill > 0;
  const over = `over ${folds} ${folds === 1 ? 'fold' : 'folds'}${series > 1 ? ` of ${series} series` : ''}`;
  const evidence = `${measure} ${model.toPrecision(3)} against ${reference.toPrecision(3)} ${over}`;
  const percent = Math.abs(skill * 100).toFixed(1);
  const answer = beatsSeasonalNaive
    ? `Beats seasonal naive by ${percent} %: ${evidence}.`
    : `Does not beat seasonal naive: ${evidence}, ${percent} % worse. Prefer seasonal naive, or try a longer context or more data.`;
  const simpler = (['naive', 'drift'] as const).filter((name) => errorOf(name) < Math.min(model, reference));
  simpler.sort((a, b) => errorOf(a) - errorOf(b));
  const caution =
    simpler[0] === undefined ? '' : ` The ${names[simpler[0]]} is better still: ${measure} ${errorOf(simpler[0]).toPrecision(3)}.`;
  return { beatsSeasonalNaive, skill, sentence: `${answer}${caution}` };
}
