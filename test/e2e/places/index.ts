/** Every view and editor of the window, one after the other, as a user opens it. */
import type { RunningApp } from '../harness.ts';
import { dataPlaces } from './data.ts';
import { emptyPlaces } from './empty.ts';
import { resultPlaces } from './results.ts';
import { trainingPlaces } from './training.ts';
import { windowPlaces } from './window.ts';
import type { Place } from './steps.ts';

/** In this order: each begins where the one before left the window. */
export function places(app: RunningApp): Place[] {
  return [...emptyPlaces(), ...dataPlaces(app), ...trainingPlaces(), ...resultPlaces(), ...windowPlaces(app)];
}
