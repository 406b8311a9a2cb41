#pragma once

#include "layer/plain.h"

/* The steps of a sequence in reverse order. */

namespace hindcast::HINDCAST_ISA::reverse {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (!s.input.sequence()) rule.expected = plain::kSequence;
  s.output = s.input;
}

HINDCAST_INLINE void turn(Shape shape, float* target, const float* values, bool accumulate) {
  const size_t stride = stepStride(shape.features);
  for (int t = 0; t < shape.steps; t++)
    plain::pass(target + t * stride, values + (shape.steps - 1 - t) * stride, plain::rowFloats(shape.features),
                accumulate);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) { turn(s.input, a.output, a.input, false); }

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient != nullptr) turn(s.input, a.inputGradient, a.outputGradient, a.accumulateInput);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::reverse
