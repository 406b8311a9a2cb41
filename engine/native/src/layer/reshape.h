#pragma once

#include "layer/plain.h"

/* The same numbers in row-major order under another shape. */

namespace hindcast::HINDCAST_ISA::reshape {

HINDCAST_INLINE int64_t numbers(Shape shape) { return static_cast<int64_t>(plain::stepsOf(shape)) * shape.features; }

inline void rule(NodeShape& s, NodeRule& rule) {
  s.output = {s.steps, s.units};
  if (s.steps < 0 || s.units < 1 || numbers(s.input) != numbers(s.output))
    rule.expected = "as many numbers as the input has for";
}

/** Row `number` of a tensor, counted without the padding between steps. */
HINDCAST_INLINE size_t rowAt(Shape shape, int64_t number) {
  return static_cast<size_t>(number / shape.features) * stepStride(shape.features) +
         plain::rowFloats(static_cast<int>(number % shape.features));
}

HINDCAST_INLINE void copy(Shape to, float* target, Shape from, const float* values, bool accumulate) {
  for (int64_t k = 0; k < numbers(to); k++)
    plain::pass(target + rowAt(to, k), values + rowAt(from, k), kLanes, accumulate);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) { copy(s.output, a.output, s.input, a.input, false); }

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient != nullptr) copy(s.input, a.inputGradient, s.output, a.outputGradient, a.accumulateInput);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::reshape
