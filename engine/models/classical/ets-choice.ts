import { observe } from './observed.ts';
import { countParameters, fitEts, type EtsFit } from './ets-fit.ts';
import type { EtsForm } from './ets-model.ts';

/** Longest season whose first states are searched too; longer ones keep those of the decomposition. */
const REFINED_SEASON = 12;
/** Forms whose first seasonal states are searched too: the best ones before it. */
const FINALISTS = 2;
/** Below that, no form has a finite AICc. */
const FEWEST = 5;

/**
 * The forms of the automatic choice. A trend is damped or absent: on the M3 and the M4 hourly series AICc chooses undamped ones that
 * run away over the horizon (sMAPE 13.5 against 13.0, 22.4 against 16.7 on a part of each). Multiplicative forms need positive values; a
 * multiplicative season with an additive error is left out, as its variance is infinite (Hyndman et al. 2008, section 15.2).
 */
function candidateForms(season: number, positive: boolean): EtsForm[] {
  const kinds: Array<EtsForm['season']> = season > 1 ? ['N', 'A', 'M'] : ['N'];
  const pairs = [...kinds.map((kind) => ['A', kind] as const), ...kinds.map((kind) => ['M', kind] as const)];
  return pairs
    .filter(([error, kind]) => (error === 'A' ? kind !== 'M' : positive))
    .flatMap(([error, kind]) => (['N', 'Ad'] as const).map((trend): EtsForm => ({ error, trend, season: kind })));
}

/** The form with the least AICc among those that can be fitted; null where none can. */
export function chooseEts(values: Float64Array, season: number, forms?: readonly EtsForm[]): EtsFit | null {
  const { count, min, max } = observe(values);
  if (count < FEWEST || min === max) return null;
  const m = count >= 2 * season + 2 ? season : 1;
  const fits: EtsFit[] = [];
  for (const form of forms ?? candidateForms(m, min > 0)) {
    if ((form.season !== 'N' && m === 1) || count - countParameters(form, m) - 1 <= 0) continue;
    // Parameters of a form that differs only in what is additive or multiplicative are close.
    const from = fits.findLast((fit) => fit.form.trend === form.trend && (fit.form.season === 'N') === (form.season === 'N')) ?? null;
    const fit = fitEts(form, values, m, { from });
    if (fit !== null) fits.push(fit);
  }
  fits.sort((a, b) => a.aicc - b.aicc);
  const finalists = fits.slice(0, FINALISTS).map((fit) => {
    const refined = fit.form.season === 'N' || m > REFINED_SEASON ? null : fitEts(fit.form, values, m, { from: fit, refined: true });
    return refined !== null && refined.aicc < fit.aicc ? refined : fit;
  });
  return finalists.reduce<EtsFit | null>((best, fit) => (best === null || fit.aicc < best.aicc ? fit : best), null);
}
