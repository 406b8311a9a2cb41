#pragma once

#include "kernel/vector.h"

/* Adam (Kingma & Ba 2015, algorithm 1): plain loops, which the compiler turns into vectors. */

namespace hindcast::HINDCAST_ISA::optim {

inline void adam(const AdamStep& s, const float* gradient, float* parameters, float* first, float* second,
                 size_t count) {
  for (size_t k = 0; k < count; k++) {
    const float g = gradient[k] * s.scale;
    first[k] = s.keepFirst * first[k] + s.enterFirst * g;
    second[k] = s.keepSecond * second[k] + s.enterSecond * g * g;
    parameters[k] -= s.stepSize * first[k] / (sqrtf(second[k] * s.secondScale) + s.epsilon);
  }
}

inline void addTo(float* sum, const float* addend, size_t count) {
  for (size_t k = 0; k < count; k += kWidth) store(sum + k, load(sum + k) + load(addend + k));
}

/** In double precision, so that it overflows only where a value itself is not finite. */
inline double sumOfSquares(const float* values, size_t count) {
  double sums[kLanes] = {};
  for (size_t k = 0; k < count; k += kLanes)
    for (int l = 0; l < kLanes; l++) sums[l] += static_cast<double>(values[k + l]) * values[k + l];
  double total = 0;
  for (double sum : sums) total += sum;
  return total;
}

}  // namespace hindcast::HINDCAST_ISA::optim
