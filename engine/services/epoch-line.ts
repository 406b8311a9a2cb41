import type { EpochRecord } from '../protocol/training.ts';

/** An epoch as a line of the run's log. */
export function epochLine({
  epoch,
  trainingLoss,
  validationLoss,
  rate,
  gradientNorm,
  clippedNorm,
  clippedShare,
  layerNorms,
}: EpochRecord): string {
  const clipped = clippedShare > 0 ? `, ${short(clippedNorm)} after clipping ${Math.round(100 * clippedShare)} % of the steps` : '';
  const layers = layerNorms.map(({ layer, norm }) => `${layer} ${short(norm)}`).join(', ');
  return (
    `Epoch ${epoch}: loss ${short(trainingLoss)}, validation ${short(validationLoss)}, rate ${short(rate)}, ` +
    `gradient norm ${short(gradientNorm)}${clipped}${layers === '' ? '' : ` (${layers})`}.`
  );
}

function short(value: number): string {
  return Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : '—';
}
