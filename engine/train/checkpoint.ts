import type { Sections } from '../base/sections.ts';
import type { FitState } from './state.ts';

/** A state as named sections, which the run's folder keeps; numbers in the header survive JSON exactly. */
export function encodeState(state: FitState): Sections {
  const { parameters, moments, bestParameters, average, ...header } = state;
  return { header: { ...header }, arrays: { parameters, moments, bestParameters, ...(average.length > 0 ? { average } : {}) } };
}

/** The state of a checkpoint that `encodeState` wrote and whose seal was checked on reading. */
export function decodeState({ header, arrays }: Sections): FitState {
  return { average: new Float32Array(0), ...header, ...arrays } as unknown as FitState;
}
