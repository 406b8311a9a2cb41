#pragma once

#include "kernel/vector.h"

/* What the operations without products share: nothing to pack, nothing to keep, and ways to walk over tensors. */

namespace hindcast::HINDCAST_ISA::plain {

inline size_t packedSize(const NodeShape&) { return 0; }
inline void pack(const NodeShape&, const Weights<const float>&, float*) {}
inline size_t tapeSize(const NodeShape&, bool) { return 0; }

/** Floats of `features` rows. */
HINDCAST_INLINE size_t rowFloats(int features) { return static_cast<size_t>(features) * kLanes; }

/** Steps of a tensor; a vector has one. */
HINDCAST_INLINE int stepsOf(Shape shape) { return shape.sequence() ? shape.steps : 1; }

/** Floats of a whole tensor. */
HINDCAST_INLINE size_t tensorFloats(Shape shape) {
  return shape.sequence() ? shape.steps * stepStride(shape.features) : rowFloats(shape.features);
}

/** target (+)= values. */
HINDCAST_INLINE void pass(float* target, const float* values, size_t count, bool accumulate) {
  if (!accumulate) {
    memcpy(target, values, count * sizeof(float));
    return;
  }
  for (size_t k = 0; k < count; k += kWidth) store(target + k, load(target + k) + load(values + k));
}

/** Prepares a gradient that is then only added to. */
HINDCAST_INLINE void begin(float* gradient, Shape shape, bool accumulate) {
  if (!accumulate) memset(gradient, 0, tensorFloats(shape) * sizeof(float));
}

/** Whether two inputs have as many steps. */
HINDCAST_INLINE bool sameSteps(Shape a, Shape b) { return a.steps == b.steps; }

constexpr const char* kSequence = "a sequence [T, F] for the input of";

}  // namespace hindcast::HINDCAST_ISA::plain
