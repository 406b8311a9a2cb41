import { translator } from '../../platform/i18n/i18n.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const t = translator({ en, de });
