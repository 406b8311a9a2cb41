import type { Preset } from '../../../engine/protocol/training.ts';
import { t } from './messages.ts';

export const presetChoices = ['default', 'quick', 'accurate', 'long-horizon', 'counts'] as const satisfies ReadonlyArray<
  Preset | 'default'
>;
export type PresetChoice = (typeof presetChoices)[number];

/** What a preset is called, and in one line what it is for. */
export function presetTexts(preset: PresetChoice): { title: string; hint: string } {
  const texts: Record<PresetChoice, { title: string; hint: string }> = {
    default: { title: t('presetDefault'), hint: t('presetDefaultHint') },
    quick: { title: t('presetQuick'), hint: t('presetQuickHint') },
    accurate: { title: t('presetAccurate'), hint: t('presetAccurateHint') },
    'long-horizon': { title: t('presetLongHorizon'), hint: t('presetLongHorizonHint') },
    counts: { title: t('presetCounts'), hint: t('presetCountsHint') },
  };
  return texts[preset];
}
