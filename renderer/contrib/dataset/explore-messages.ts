import { translator } from '../../platform/i18n/i18n.ts';
import { de } from './explore-messages.de.ts';
import { en } from './explore-messages.en.ts';

/** Names of the commands by which data is looked at. */
export const t = translator({ en, de });
