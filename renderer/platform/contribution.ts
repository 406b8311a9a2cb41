import type { Disposer } from '../base/disposable.ts';
import type { Services } from './services.ts';

/** A feature as the workbench sees it: it registers what it adds, and can take it back. */
export interface Contribution {
  id: string;
  register: (services: Services) => Disposer;
}
