#pragma once

#include "layer/plain.h"

/*
 * Layer normalisation over the F features of each step (Ba et al. 2016, eq. 4):
 *   y = gain (x - mean) r + bias,  r = 1 / sqrt(variance + 1e-5)
 * Tape: mean and r of each step.
 */

namespace hindcast::HINDCAST_ISA::norm {

constexpr float kEpsilon = 1e-5f;

inline void rule(NodeShape& s, NodeRule& rule) {
  s.output = s.input;
  rule.add({"gain", Role::kInput, 1, s.input.features, 0, Initial::kOne});
  rule.add({"bias", Role::kBias, 1, s.input.features, 0, Initial::kZero});
}

inline size_t packedSize(const NodeShape& s) { return 2 * static_cast<size_t>(s.input.features); }

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const size_t bytes = static_cast<size_t>(s.input.features) * sizeof(float);
  memcpy(packed, w.input, bytes);
  memcpy(packed + s.input.features, w.bias, bytes);
}

inline size_t tapeSize(const NodeShape& s, bool keepTape) {
  return static_cast<size_t>(keepTape ? plain::stepsOf(s.input) : 1) * 2 * kLanes;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const int F = s.input.features;
  const float share = 1.0f / static_cast<float>(F);
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    for (int l = 0; l < kLanes; l += kWidth) {
      const float* x = a.input + t * stepStride(F) + l;
      float* y = a.output + t * stepStride(F) + l;
      float* tape = a.tape + (a.keepTape ? t * 2 * kLanes : 0) + l;
      Vector mean = {}, variance = {};
      for (int f = 0; f < F; f++) mean += load(x + f * kLanes);
      mean *= share;
      for (int f = 0; f < F; f++) {
        const Vector away = load(x + f * kLanes) - mean;
        variance += away * away;
      }
      const Vector factor = 1.0f / squareRoot(variance * share + kEpsilon);
      for (int f = 0; f < F; f++)
        store(y + f * kLanes, a.packed[f] * ((load(x + f * kLanes) - mean) * factor) + a.packed[F + f]);
      store(tape, mean);
      store(tape + kLanes, factor);
    }
}

/** With n = (x - mean) r and e = gain dL/dy: dL/dx = r (e - mean(e) - n mean(e n)). */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const int F = s.input.features;
  const float share = 1.0f / static_cast<float>(F);
  for (int t = 0; t < plain::stepsOf(s.input); t++)
    for (int l = 0; l < kLanes; l += kWidth) {
      const float* x = a.input + t * stepStride(F) + l;
      const float* d = a.outputGradient + t * stepStride(F) + l;
      const Vector mean = load(a.tape + t * 2 * kLanes + l), factor = load(a.tape + (t * 2 + 1) * kLanes + l);
      Vector sum = {}, product = {};
      for (int f = 0; f < F; f++) {
        const Vector dy = load(d + f * kLanes), n = (load(x + f * kLanes) - mean) * factor;
        a.gradient.input[f] += horizontalSum(dy * n);
        a.gradient.bias[f] += horizontalSum(dy);
        sum += a.packed[f] * dy;
        product += a.packed[f] * dy * n;
      }
      if (a.inputGradient == nullptr) continue;
      float* dx = a.inputGradient + t * stepStride(F) + l;
      for (int f = 0; f < F; f++) {
        const Vector n = (load(x + f * kLanes) - mean) * factor;
        const Vector g = factor * (a.packed[f] * load(d + f * kLanes) - sum * share - n * (product * share));
        store(dx + f * kLanes, a.accumulateInput ? load(dx + f * kLanes) + g : g);
      }
    }
}

constexpr Operation kOperation = {rule, packedSize, pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::norm
