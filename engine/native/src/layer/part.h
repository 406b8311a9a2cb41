#pragma once

#include "layer/plain.h"

/* The features index .. index + count - 1 of every step. */

namespace hindcast::HINDCAST_ISA::part {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.index < 0 || s.count < 1 || s.index > s.input.features - s.count)
    rule.expected = "features of the input for";
  s.output = {s.input.steps, s.count};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    plain::pass(a.output + t * stepStride(s.count),
                a.input + t * stepStride(s.input.features) + plain::rowFloats(s.index), plain::rowFloats(s.count), false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  plain::begin(a.inputGradient, s.input, a.accumulateInput);
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    plain::pass(a.inputGradient + t * stepStride(s.input.features) + plain::rowFloats(s.index),
                a.outputGradient + t * stepStride(s.count), plain::rowFloats(s.count), true);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::part
