#pragma once

#include "kernel/vector.h"

/*
 * Adam (Kingma & Ba 2015, algorithm 1) with decay added to the gradient (L2) or taken off the parameter (AdamW,
 * Loshchilov & Hutter 2019, algorithm 2): plain loops, which the compiler turns into vectors.
 */

namespace hindcast::HINDCAST_ISA::optim {

inline void adam(const AdamStep& s, const float* gradient, float* parameters, float* first, float* second,
                 size_t count) {
  for (size_t k = 0; k < count; k++) {
    const float g = gradient[k] * s.scale + s.decay * parameters[k];
    first[k] = s.keepFirst * first[k] + s.enterFirst * g;
    second[k] = s.keepSecond * second[k] + s.enterSecond * g * g;
    parameters[k] -=
        s.stepSize * first[k] / (sqrtf(second[k] * s.secondScale) + s.epsilon) + s.shrink * parameters[k];
  }
}

inline void addTo(float* sum, const float* addend, size_t count) {
  for (size_t k = 0; k < count; k += kWidth) store(sum + k, load(sum + k) + load(addend + k));
}

/** NaN stays NaN. */
inline void clipValues(float* values, float most, size_t count) {
  for (size_t k = 0; k < count; k += kWidth) store(values + k, clamp(load(values + k), -most, most));
}

/** In double precision, so that it overflows only where a value itself is not finite. */
inline double sumOfSquares(const float* values, size_t count) {
  double sums[kLanes] = {};
  size_t k = 0;
  for (; k + kLanes <= count; k += kLanes)
    for (int l = 0; l < kLanes; l++) sums[l] += static_cast<double>(values[k + l]) * values[k + l];
  double total = 0;
  for (; k < count; k++) total += static_cast<double>(values[k]) * values[k];
  for (double sum : sums) total += sum;
  return total;
}

}  // namespace hindcast::HINDCAST_ISA::optim
