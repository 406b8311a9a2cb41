#pragma once

#include "layer/plain.h"

/* Element-wise sum of two tensors of one shape. */

namespace hindcast::HINDCAST_ISA::add {

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t count = plain::tensorFloats(s.steps, s.inputs);
  for (size_t k = 0; k < count; k += kWidth) store(a.output + k, load(a.input + k) + load(a.right + k));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const size_t count = plain::tensorFloats(s.steps, s.inputs);
  if (a.inputGradient != nullptr) plain::pass(a.inputGradient, a.outputGradient, count, a.accumulateInput);
  if (a.rightGradient != nullptr) plain::pass(a.rightGradient, a.outputGradient, count, a.accumulateRight);
}

constexpr OpKernels kKernels = {plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::add
