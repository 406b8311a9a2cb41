#pragma once

#include "cell/cell.h"

/*
 * Elman network: h_t = tanh(b + U x_t + W h_{t-1}).
 * No tape: the output is the activation. Packed: panels [bias R | input I x R | recurrent H x R],
 * then the transposes of the recurrent and the input weights.
 */

namespace hindcast::HINDCAST_ISA::rnn {

struct Sizes : cell::Sizes {
  size_t panel, forward, recurrentTransposed, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : cell::Sizes(s),
        panel(static_cast<size_t>(1 + I + H) * kBlockRows),
        forward(panel * panels(H, kBlockRows)),
        recurrentTransposed(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows * H),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * H) {}
};

inline void rule(NodeShape& s, NodeRule& rule) { cell::rule(s, rule, 1, Initial::kZero, false); }

inline size_t packedSize(const NodeShape& s) {
  const Sizes z(s);
  return z.forward + z.recurrentTransposed + z.inputTransposed;
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const Sizes z(s);
  constexpr int gates[] = {0};
  packGates<kBlockRows>(w.bias, gates, z.H, 1, packed, z.panel);
  packGates<kBlockRows>(w.input, gates, z.H, z.I, packed + kBlockRows, z.panel);
  packGates<kBlockRows>(w.recurrent, gates, z.H, z.H, packed + static_cast<size_t>(1 + z.I) * kBlockRows, z.panel);
  packed += z.forward;
  packPanels<kBlockRows>(w.recurrent, 1, z.H, z.H, z.H, packed);
  packed += z.recurrentTransposed;
  packPanels<kBlockRows>(w.input, 1, z.I, z.I, z.H, packed);
}

inline size_t tapeSize(const NodeShape&, bool) { return 0; }

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const Sizes z(s);
  for (int t = 0; t < z.T; t++) {
    const float* x = a.input + t * z.xStride;                                               // [I]
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);  // [H], or null
    float* h = a.output + t * z.hStride;                                                    // [H]
    for (int p = 0; p < panels(z.H, kBlockRows); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors];
        fill(sums, panel);
        multiply<0, kBlockRows>(sums, panel + kBlockRows, x + lane, z.I);
        if (hBefore != nullptr)
          multiply<0, kBlockRows>(sums, panel + static_cast<size_t>(1 + z.I) * kBlockRows, hBefore + lane, z.H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, z.H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth)
            store(h + static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v,
                  hyperbolicTangent(load(block[r] + v)));
        }
      }
    }
  }
}

/** The gradients of the sums b + U x + W h replace the gradient of the output. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, T = z.T;
  const float* recurrentTransposed = a.packed + z.forward;

  for (int t = T - 1; t >= 0; t--) {
    const float* h = a.output + t * z.hStride;
    float* d = a.outputGradient + t * z.hStride;
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (z.continued(t))
          multiply<0, kBlockRows>(sums, recurrentTransposed + static_cast<size_t>(p) * H * kBlockRows,
                                  d + z.dilation * z.hStride + lane, H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector y = load(h + at);
            store(d + at, (load(block[r] + v) + load(d + at)) * (1.0f - y * y));
          }
        }
      }
    }
  }
  addWeightGradient(a.outputGradient, z.hStride, H, a.input, z.xStride, z.I, T, a.gradient.input, z.I);
  cell::addRecurrentGradient(z, a.outputGradient, z.hStride, H, a.output, a.right, a.gradient.recurrent);
  addBiasGradient(a.outputGradient, z.hStride, H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(recurrentTransposed + z.recurrentTransposed, nullptr, a.outputGradient + t * z.hStride, z.I, H,
                   a.inputGradient + t * z.xStride, a.accumulateInput);
  if (a.rightGradient == nullptr) return;
  cell::begin(a.rightGradient, H, a.accumulateRight);
  cell::addStateGradient(z, recurrentTransposed, a.outputGradient, z.hStride, H, a.rightGradient);
}

inline StepRows gate(const NodeShape& s, const ForwardArgs& a, int gate) {
  const Sizes z(s);
  return gate == 0 ? cell::rows(a.output, z.hStride, z.H) : StepRows{};
}

inline StepRows sums(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  return cell::rows(a.outputGradient, z.hStride, z.H);
}

constexpr Operation kOperation = {rule, packedSize, pack, tapeSize, forward, backward, gate, sums};

}  // namespace hindcast::HINDCAST_ISA::rnn
