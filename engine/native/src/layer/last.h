#pragma once

#include "layer/plain.h"

/* The last step of a sequence, [T][F] -> [F]. */

namespace hindcast::HINDCAST_ISA::last {

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  plain::pass(a.output, a.input + (s.steps - 1) * stepStride(s.inputs), plain::rowFloats(s.inputs), false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  const size_t before = (s.steps - 1) * stepStride(s.inputs);
  if (!a.accumulateInput) memset(a.inputGradient, 0, before * sizeof(float));
  plain::pass(a.inputGradient + before, a.outputGradient, plain::rowFloats(s.inputs), a.accumulateInput);
}

constexpr OpKernels kKernels = {plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::last
