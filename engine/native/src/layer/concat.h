#pragma once

#include "layer/plain.h"

/* The features of two tensors of as many steps, left first. */

namespace hindcast::HINDCAST_ISA::concat {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (!plain::sameSteps(s.input, s.right)) rule.expected = "two tensors of as many steps for";
  s.output = {s.input.steps, s.input.features + s.right.features};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t left = plain::rowFloats(s.input.features), right = plain::rowFloats(s.right.features);
  for (int t = 0; t < plain::stepsOf(s.input); t++) {
    float* y = a.output + t * stepStride(s.output.features);
    plain::pass(y, a.input + t * stepStride(s.input.features), left, false);
    plain::pass(y + left, a.right + t * stepStride(s.right.features), right, false);
  }
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const size_t left = plain::rowFloats(s.input.features), right = plain::rowFloats(s.right.features);
  for (int t = 0; t < plain::stepsOf(s.input); t++) {
    const float* d = a.outputGradient + t * stepStride(s.output.features);
    if (a.inputGradient != nullptr)
      plain::pass(a.inputGradient + t * stepStride(s.input.features), d, left, a.accumulateInput);
    if (a.rightGradient != nullptr)
      plain::pass(a.rightGradient + t * stepStride(s.right.features), d + left, right, a.accumulateRight);
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::concat
