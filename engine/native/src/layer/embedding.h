#pragma once

#include "layer/plain.h"

/* A learned row [units] for the code in channel `index` of every step; codes outside of 0 .. count - 1 read row 0. */

namespace hindcast::HINDCAST_ISA::embedding {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.index < 0 || s.index >= s.input.features) rule.expected = "a channel of the input of";
  if (s.count < 1 || s.count > (1 << 20)) rule.expected = "categories from 1 to 1048576 for";
  if (s.units < 1 || s.units > (1 << 16)) rule.expected = "units from 1 to 65536 for";
  s.output = {s.input.steps, s.units};
  rule.add({"rows", Role::kInput, 1, s.count, s.units, Initial::kNormal});
}

inline size_t packedSize(const NodeShape& s) { return static_cast<size_t>(s.count) * s.units; }

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  memcpy(packed, w.input, packedSize(s) * sizeof(float));
}

/** The row of the table that a code reads. */
HINDCAST_INLINE size_t rowOf(const NodeShape& s, float code) {
  const float nearest = floorf(code + 0.5f);
  return nearest >= 0 && nearest < static_cast<float>(s.count) ? static_cast<size_t>(nearest) * s.units : 0;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  for (int t = 0; t < plain::stepsOf(s.input); t++) {
    const float* codes = a.input + t * stepStride(s.input.features) + plain::rowFloats(s.index);
    float* y = a.output + t * stepStride(s.units);
    for (int l = 0; l < kLanes; l++) {
      const float* row = a.packed + rowOf(s, codes[l]);
      for (int u = 0; u < s.units; u++) y[u * kLanes + l] = row[u];
    }
  }
}

/** A code has no gradient. Lanes beyond the batch have none either, so that row 0 receives nothing from them. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  for (int t = 0; t < plain::stepsOf(s.input); t++) {
    const float* codes = a.input + t * stepStride(s.input.features) + plain::rowFloats(s.index);
    const float* d = a.outputGradient + t * stepStride(s.units);
    for (int l = 0; l < kLanes; l++) {
      float* row = a.gradient.input + rowOf(s, codes[l]);
      for (int u = 0; u < s.units; u++) row[u] += d[u * kLanes + l];
    }
  }
  if (a.inputGradient != nullptr) plain::begin(a.inputGradient, s.input, a.accumulateInput);
}

constexpr Operation kOperation = {rule, packedSize, pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::embedding
