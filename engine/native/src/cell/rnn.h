#pragma once

#include "kernel/product.h"

/*
 * Elman network: h_t = tanh(b + U x_t + W h_{t-1}).
 * No tape: the output is the activation. Packed: panels [bias R | input I x R | recurrent H x R],
 * then the transposes of the recurrent and the input weights.
 */

namespace hindcast::HINDCAST_ISA::rnn {

struct Sizes {
  int I, H;
  size_t panel, forward, recurrentTransposed, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : I(s.inputs),
        H(s.units),
        panel(static_cast<size_t>(1 + I + H) * kBlockRows),
        forward(panel * panels(H, kBlockRows)),
        recurrentTransposed(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows * H),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * H) {}
};

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
  const size_t xStride = stepStride(z.I), hStride = stepStride(z.H);
  for (int t = 0; t < s.steps; t++) {
    const float* x = a.input + t * xStride;  // [I]
    float* h = a.output + t * hStride;       // [H]
    for (int p = 0; p < panels(z.H, kBlockRows); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors];
        fill(sums, panel);
        multiply<0, kBlockRows>(sums, panel + kBlockRows, x + lane, z.I);
        if (t > 0)
          multiply<0, kBlockRows>(sums, panel + static_cast<size_t>(1 + z.I) * kBlockRows, h - hStride + lane, z.H);
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
  const int H = z.H, T = s.steps;
  const size_t xStride = stepStride(z.I), hStride = stepStride(H);
  const float* recurrentTransposed = a.packed + z.forward;

  for (int t = T - 1; t >= 0; t--) {
    const float* h = a.output + t * hStride;
    float* d = a.outputGradient + t * hStride;
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (t + 1 < T)
          multiply<0, kBlockRows>(sums, recurrentTransposed + static_cast<size_t>(p) * H * kBlockRows,
                                  d + hStride + lane, H);
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
  addWeightGradient(a.outputGradient, hStride, H, a.input, xStride, z.I, T, a.gradient.input, z.I);
  addWeightGradient(a.outputGradient + hStride, hStride, H, a.output, hStride, H, T - 1, a.gradient.recurrent, H);
  addBiasGradient(a.outputGradient, hStride, H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(recurrentTransposed + z.recurrentTransposed, nullptr, a.outputGradient + t * hStride, z.I, H,
                   a.inputGradient + t * xStride, a.accumulateInput);
}

constexpr OpKernels kKernels = {packedSize, pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::rnn
