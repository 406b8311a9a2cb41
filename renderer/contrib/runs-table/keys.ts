import type { InjectionKey } from 'vue';
import type { TableModel } from './table-model.ts';

export const tableModelKey: InjectionKey<TableModel> = Symbol('table of runs');
