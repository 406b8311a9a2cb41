#pragma once

#include "kernel/product.h"
#include "layer/plain.h"

/* y = W x + b at every step. Packed: W, the bias padded to whole panels, W'. */

namespace hindcast::HINDCAST_ISA::dense {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.units < 1 || s.units > (1 << 16)) rule.expected = "units from 1 to 65536 for";
  s.output = {s.input.steps, s.units};
  rule.add({"weights", Role::kInput, 1, s.units, s.input.features, s.zero ? Initial::kZero : Initial::kGlorot});
  if (s.flag) rule.add({"bias", Role::kBias, 1, s.units, 0, Initial::kZero});
}

HINDCAST_INLINE size_t weightsSize(int M, int K) { return static_cast<size_t>(panels(M, kBlockRows)) * kBlockRows * K; }

inline size_t packedSize(const NodeShape& s) {
  return weightsSize(s.units, s.input.features) + weightsSize(s.units, 1) + weightsSize(s.input.features, s.units);
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const int F = s.input.features;
  packPanels<kBlockRows>(w.input, F, 1, s.units, F, packed);
  packed += weightsSize(s.units, F);
  if (w.bias != nullptr) packPanels<kBlockRows>(w.bias, 1, 1, s.units, 1, packed);
  packed += weightsSize(s.units, 1);
  packPanels<kBlockRows>(w.input, 1, F, F, s.units, packed);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const int F = s.input.features;
  const float* bias = s.flag ? a.packed + weightsSize(s.units, F) : nullptr;
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    multiplyRows(a.packed, bias, a.input + t * stepStride(F), s.units, F, a.output + t * stepStride(s.units), false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const int F = s.input.features, T = plain::stepsOf(s.input);
  const size_t xStride = stepStride(F), yStride = stepStride(s.units);
  if (!s.fixed) addWeightGradient(a.outputGradient, yStride, s.units, a.input, xStride, F, T, a.gradient.input, F);
  if (s.flag && !s.fixed) addBiasGradient(a.outputGradient, yStride, s.units, T, a.gradient.bias);
  if (a.inputGradient == nullptr) return;
  const float* transposed = a.packed + weightsSize(s.units, F) + weightsSize(s.units, 1);
  for (int t = 0; t < T; t++)
    multiplyRows(transposed, nullptr, a.outputGradient + t * yStride, F, s.units, a.inputGradient + t * xStride,
                 a.accumulateInput);
}

constexpr Operation kOperation = {rule, packedSize, pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::dense
