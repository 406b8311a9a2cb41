#pragma once

#include "layer/plain.h"

/* A learned tensor that depends on no input, [steps][units] or [units]. */

namespace hindcast::HINDCAST_ISA::query {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.steps < 0 || s.steps > (1 << 20)) rule.expected = "steps from 0 to 1048576 for";
  if (s.units < 1 || s.units > (1 << 16)) rule.expected = "units from 1 to 65536 for";
  s.output = {s.steps, s.units};
  rule.add({"values", Role::kInput, 1, s.steps > 0 ? s.steps : 1, s.units, Initial::kNormal});
}

inline size_t packedSize(const NodeShape& s) { return static_cast<size_t>(plain::stepsOf(s.output)) * s.units; }

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  memcpy(packed, w.input, packedSize(s) * sizeof(float));
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const float* value = a.packed;
  for (int t = 0; t < plain::stepsOf(s.output); t++)
    for (int u = 0; u < s.units; u++, value++)
      for (int l = 0; l < kLanes; l += kWidth)
        store(a.output + t * stepStride(s.units) + u * kLanes + l, broadcast(*value));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  float* gradient = a.gradient.input;
  for (int t = 0; t < plain::stepsOf(s.output); t++)
    for (int u = 0; u < s.units; u++, gradient++) {
      Vector sum = {};
      const float* d = a.outputGradient + t * stepStride(s.units) + u * kLanes;
      HINDCAST_UNROLL
      for (int l = 0; l < kLanes; l += kWidth) sum += load(d + l);
      *gradient += horizontalSum(sum);
    }
}

constexpr Operation kOperation = {rule, packedSize, pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::query
