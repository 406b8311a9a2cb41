#pragma once

#include "kernel/vector.h"

/* What the operations without parameters share: nothing to pack, nothing to keep, and ways to pass a row on. */

namespace hindcast::HINDCAST_ISA::plain {

inline size_t packedSize(const NodeShape&) { return 0; }
inline void pack(const NodeShape&, const Weights<const float>&, float*) {}
inline size_t tapeSize(const NodeShape&, bool) { return 0; }

/** Floats of one step of a tensor of F features, without the padding between steps. */
HINDCAST_INLINE size_t rowFloats(int F) { return static_cast<size_t>(F) * kLanes; }

/** Floats of a whole tensor; `steps` is 0 for a vector. */
HINDCAST_INLINE size_t tensorFloats(int steps, int F) { return steps > 0 ? steps * stepStride(F) : rowFloats(F); }

/** target (+)= values. */
HINDCAST_INLINE void pass(float* target, const float* values, size_t count, bool accumulate) {
  if (!accumulate) {
    memcpy(target, values, count * sizeof(float));
    return;
  }
  for (size_t k = 0; k < count; k += kWidth) store(target + k, load(target + k) + load(values + k));
}

}  // namespace hindcast::HINDCAST_ISA::plain
