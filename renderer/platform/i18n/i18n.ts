/** Translations for the platform and everything above it; `base` itself writes frequencies and ages with them. */
export { translator } from '../../base/i18n/i18n.ts';
export type { MessageParams, Translation, Translator } from '../../base/i18n/i18n.ts';
