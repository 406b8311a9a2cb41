#pragma once

#include "layer/plain.h"

/* Element-wise sum of two tensors of one shape. */

namespace hindcast::HINDCAST_ISA::add {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.input != s.right) rule.expected = "two tensors of one shape for";
  s.output = s.input;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t count = plain::tensorFloats(s.input);
  for (size_t k = 0; k < count; k += kWidth) store(a.output + k, load(a.input + k) + load(a.right + k));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const size_t count = plain::tensorFloats(s.input);
  if (a.inputGradient != nullptr) plain::pass(a.inputGradient, a.outputGradient, count, a.accumulateInput);
  if (a.rightGradient != nullptr) plain::pass(a.rightGradient, a.outputGradient, count, a.accumulateRight);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::add
