/** The features of the window; the workbench starts without any one of them. */
import type { Contribution } from '../platform/contribution.ts';

export const contributions: readonly Contribution[] = [];
