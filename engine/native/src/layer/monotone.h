#pragma once

#include "layer/plain.h"

/*
 * Groups of `count` features that cannot cross, from the median outwards: y_m = x_m, y_k = y_{k-1} + softplus(x_k)
 * above it, y_k = y_{k+1} - softplus(x_k) below it.
 */

namespace hindcast::HINDCAST_ISA::monotone {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.count < 1 || s.input.features % s.count != 0) rule.expected = "whole groups of levels for the input of";
  if (s.index < 0 || s.index >= s.count) rule.expected = "a median among the levels of";
  s.output = s.input;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    for (int first = 0; first < s.input.features; first += s.count)
      for (int l = 0; l < kLanes; l += kWidth) {
        const size_t at = t * stepStride(s.input.features) + plain::rowFloats(first + s.index) + l;
        const float* x = a.input + at;
        float* y = a.output + at;
        store(y, load(x));
        for (int k = 1; k < s.count - s.index; k++)
          store(y + k * kLanes, load(y + (k - 1) * kLanes) + softplus(load(x + k * kLanes)));
        for (int k = -1; k >= -s.index; k--)
          store(y + k * kLanes, load(y + (k + 1) * kLanes) - softplus(load(x + k * kLanes)));
      }
}

/** Level k moves all levels beyond it, so its gradient sums theirs. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    for (int first = 0; first < s.input.features; first += s.count)
      for (int l = 0; l < kLanes; l += kWidth) {
        const size_t at = t * stepStride(s.input.features) + plain::rowFloats(first + s.index) + l;
        const float* x = a.input + at;
        const float* d = a.outputGradient + at;
        float* dx = a.inputGradient + at;
        Vector above = {}, below = {};
        for (int k = s.count - s.index - 1; k > 0; k--) {
          above += load(d + k * kLanes);
          const Vector g = above * sigmoid(load(x + k * kLanes));
          store(dx + k * kLanes, a.accumulateInput ? load(dx + k * kLanes) + g : g);
        }
        for (int k = -s.index; k < 0; k++) {
          below += load(d + k * kLanes);
          const Vector g = -below * sigmoid(load(x + k * kLanes));
          store(dx + k * kLanes, a.accumulateInput ? load(dx + k * kLanes) + g : g);
        }
        const Vector g = load(d) + above + below;
        store(dx, a.accumulateInput ? load(dx) + g : g);
      }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::monotone
