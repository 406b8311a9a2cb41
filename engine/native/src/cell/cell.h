#pragma once

#include "kernel/product.h"

/* What the recurrent cells share: their rule, the way through time, and the gradients of what came before step t. */

namespace hindcast::HINDCAST_ISA::cell {

/**
 * Sizes and steps of a layer. The state that enters step t is that of step t - dilation; the first `dilation` steps
 * enter from the node's state, which is zero where it has none. A vector is a sequence of one step.
 */
struct Sizes {
  int T, I, H, dilation;
  size_t xStride, hStride;

  explicit Sizes(const NodeShape& s)
      : T(s.input.sequence() ? s.input.steps : 1),
        I(s.input.features),
        H(s.units),
        dilation(s.dilation < T ? s.dilation : T),
        xStride(stepStride(I)),
        hStride(stepStride(H)) {}

  /** The row before step t of a sequence with `stride`, or `initial`. */
  template <class Float>
  HINDCAST_INLINE Float* before(Float* sequence, size_t stride, int t, Float* initial) const {
    return t >= dilation ? sequence + (t - dilation) * stride : initial;
  }
  /** Whether a step after t continues from t. */
  HINDCAST_INLINE bool continued(int t) const { return t + dilation < T; }
};

inline void rule(NodeShape& s, NodeRule& rule, int gates, Initial bias, bool recurrentBias) {
  const int H = s.units;
  if (H < 1 || H > 4096) rule.expected = "hidden from 1 to 4096 for";
  if (s.dilation < 1) rule.expected = "a dilation of at least 1 for";
  if (s.hasRight && s.right != Shape{0, H}) rule.expected = "a state [hidden] for";
  if (s.hasThird && s.third != Shape{0, H}) rule.expected = "a cell [hidden] for";
  if (s.carry && (s.hasRight || s.hasThird || s.dilation > 1))
    rule.expected = "neither a state nor a dilation beside the carried state of";
  s.output = {s.input.steps, H};
  s.second = {0, H};
  rule.add({"inputWeights", Role::kInput, gates, gates * H, s.input.features, Initial::kGlorot});
  rule.add({"recurrentWeights", Role::kRecurrent, gates, gates * H, H, Initial::kOrthogonal});
  rule.add({"bias", Role::kBias, gates, gates * H, 0, bias});
  if (recurrentBias) rule.add({"recurrentBias", Role::kRecurrentBias, 1, H, 0, Initial::kZero});
}

/** dW += sum over t of g_t h', h the state that enters step t; `g` has M rows, `dW` H columns. */
inline void addRecurrentGradient(const Sizes& z, const float* g, size_t gStride, int M, const float* output,
                                 const float* state, float* dW) {
  if (z.T > z.dilation)
    addWeightGradient(g + z.dilation * gStride, gStride, M, output, z.hStride, z.H, z.T - z.dilation, dW, z.H);
  if (state != nullptr) addWeightGradient(g, gStride, M, state, 0, z.H, z.dilation, dW, z.H);
}

/** ds += sum over the steps that enter from the state of W' g_t; `transposed` packs W' [H][K]. */
inline void addStateGradient(const Sizes& z, const float* transposed, const float* g, size_t gStride, int K,
                             float* stateGradient) {
  for (int t = 0; t < z.dilation; t++) multiplyRows(transposed, nullptr, g + t * gStride, z.H, K, stateGradient, true);
}

/** Prepares a gradient that is then only added to. */
HINDCAST_INLINE void begin(float* gradient, int features, bool accumulate) {
  if (gradient != nullptr && !accumulate) memset(gradient, 0, static_cast<size_t>(features) * kLanes * sizeof(float));
}

/** Rows of a [H] block of a sequence, for inspectors. */
HINDCAST_INLINE StepRows rows(const float* first, size_t stride, int rows) { return {first, stride, rows}; }

}  // namespace hindcast::HINDCAST_ISA::cell
