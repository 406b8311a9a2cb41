import type { InjectionKey } from 'vue';
import type { TrainIntents } from './train-intents.ts';

export const trainIntentsKey: InjectionKey<TrainIntents> = Symbol('train intents');
