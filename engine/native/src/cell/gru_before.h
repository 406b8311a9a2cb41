#pragma once

#include "kernel/product.h"

/*
 * GRU with the reset gate before the recurrent product, gates in the order z r n:
 *   z, r = sigmoid(b + U x_t + W h_{t-1}),  n = tanh(b_n + U_n x_t + W_n (r h_{t-1}))
 *   h_t = (1 - z) h_{t-1} + z n
 * Tape: [T][z H | r H | n H | s H] with s = r h_{t-1}.
 * Packed: panels of z and r [bias 2U | input I x 2U | recurrent H x 2U], panels of n [bias R | I x R | H x R],
 * then the transposes of the recurrent weights of z r, of those of n, and of the input weights.
 */

namespace hindcast::HINDCAST_ISA::gru_before {

constexpr int kUnits = kBlockRows / 2;
constexpr int kN = 2;

struct Sizes {
  int I, H;
  size_t panel, gates, candidate, transposedRow, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : I(s.inputs),
        H(s.units),
        panel(static_cast<size_t>(1 + I + H) * kBlockRows),
        gates(panel * panels(H, kUnits)),
        candidate(panel * panels(H, kBlockRows)),
        transposedRow(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * 3 * H) {}
};

inline size_t packedSize(const NodeShape& s) {
  const Sizes z(s);
  return z.gates + z.candidate + z.transposedRow * 3 * z.H + z.inputTransposed;
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const Sizes z(s);
  const int H = z.H, I = z.I;
  constexpr int both[] = {0, 1}, last[] = {kN};
  const size_t recurrentAt = static_cast<size_t>(1 + I) * kBlockRows;
  packGates<kUnits>(w.bias, both, H, 1, packed, z.panel);
  packGates<kUnits>(w.input, both, H, I, packed + kBlockRows, z.panel);
  packGates<kUnits>(w.recurrent, both, H, H, packed + recurrentAt, z.panel);
  packed += z.gates;
  packGates<kBlockRows>(w.bias, last, H, 1, packed, z.panel);
  packGates<kBlockRows>(w.input, last, H, I, packed + kBlockRows, z.panel);
  packGates<kBlockRows>(w.recurrent, last, H, H, packed + recurrentAt, z.panel);
  packed += z.candidate;
  packPanels<kBlockRows>(w.recurrent, 1, H, H, 2 * H, packed);
  packed += z.transposedRow * 2 * H;
  packPanels<kBlockRows>(w.recurrent + static_cast<size_t>(kN) * H * H, 1, H, H, H, packed);
  packed += z.transposedRow * H;
  packPanels<kBlockRows>(w.input, 1, I, I, 3 * H, packed);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, I = z.I;
  const size_t xStride = stepStride(I), hStride = stepStride(H);
  const size_t gateStride = a.keepTape ? stepStride(4 * H) : 0;
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const size_t recurrentAt = static_cast<size_t>(1 + I) * kBlockRows;

  for (int t = 0; t < s.steps; t++) {
    const float* x = a.input + t * xStride;  // [I]
    float* h = a.output + t * hStride;       // [H]
    const float* hBefore = h - hStride;      // [H], not read at t = 0
    float* gates = a.tape + t * gateStride;  // [4H]
    float* resetState = gates + 3 * gateRows;
    for (int p = 0; p < panels(H, kUnits); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors];
        fill(sums, panel);
        multiply<0, kBlockRows>(sums, panel + kBlockRows, x + lane, I);
        if (t > 0) multiply<0, kBlockRows>(sums, panel + recurrentAt, hBefore + lane, H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int u = 0; u < smaller(kUnits, H - p * kUnits); u++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kUnits + u) * kLanes + lane + v;
            const Vector reset = sigmoid(load(block[kUnits + u] + v));
            const Vector before = t > 0 ? load(hBefore + at) : Vector{};
            store(gates + at, sigmoid(load(block[u] + v)));
            store(gates + gateRows + at, reset);
            store(resetState + at, reset * before);
          }
        }
      }
    }
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      const float* panel = a.packed + z.gates + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors];
        fill(sums, panel);
        multiply<0, kBlockRows>(sums, panel + kBlockRows, x + lane, I);
        if (t > 0) multiply<0, kBlockRows>(sums, panel + recurrentAt, resetState + lane, H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector candidate = hyperbolicTangent(load(block[r] + v));
            const Vector before = t > 0 ? load(hBefore + at) : Vector{};
            store(gates + 2 * gateRows + at, candidate);
            store(h + at, before + load(gates + at) * (candidate - before));
          }
        }
      }
    }
  }
}

/**
 * The gradients of the three sums replace the gates on the tape. What dL/dh_{t-1} receives besides the
 * products of z and r is added to the output gradient of step t - 1.
 */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, I = z.I, T = s.steps;
  const size_t xStride = stepStride(I), hStride = stepStride(H), gateStride = stepStride(4 * H);
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const float* gatesTransposed = a.packed + z.gates + z.candidate;
  const float* candidateTransposed = gatesTransposed + z.transposedRow * 2 * H;
  const float* inputTransposed = candidateTransposed + z.transposedRow * H;

  for (int t = T - 1; t >= 0; t--) {
    float* gates = a.tape + t * gateStride;
    float* dCandidates = gates + 2 * gateRows;
    const float* hBefore = a.output + (t - 1) * hStride;
    float* d = a.outputGradient + t * hStride;
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (t + 1 < T)
          multiply<0, kBlockRows>(sums, gatesTransposed + static_cast<size_t>(p) * 2 * H * kBlockRows,
                                  gates + gateStride + lane, 2 * H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector update = load(gates + at), candidate = load(dCandidates + at);
            const Vector before = t > 0 ? load(hBefore + at) : Vector{};
            const Vector dOutput = load(block[r] + v) + load(d + at);
            store(gates + at, dOutput * (candidate - before) * update * (1.0f - update));
            store(dCandidates + at, dOutput * update * (1.0f - candidate * candidate));
            if (t > 0) store(d - hStride + at, load(d - hStride + at) + dOutput * (1.0f - update));
          }
        }
      }
    }
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        multiply<0, kBlockRows>(sums, candidateTransposed + static_cast<size_t>(p) * H * kBlockRows, dCandidates + lane,
                                H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector reset = load(gates + gateRows + at), dResetState = load(block[r] + v);
            const Vector before = t > 0 ? load(hBefore + at) : Vector{};
            store(gates + gateRows + at, dResetState * before * reset * (1.0f - reset));
            if (t > 0) store(d - hStride + at, load(d - hStride + at) + dResetState * reset);
          }
        }
      }
    }
  }
  const size_t after = gateStride;  // step 1, whose recurrent inputs are h_0 and s_1
  addWeightGradient(a.tape, gateStride, 3 * H, a.input, xStride, I, T, a.gradient.input, I);
  addWeightGradient(a.tape + after, gateStride, 2 * H, a.output, hStride, H, T - 1, a.gradient.recurrent, H);
  addWeightGradient(a.tape + after + 2 * gateRows, gateStride, H, a.tape + after + 3 * gateRows, gateStride, H, T - 1,
                    a.gradient.recurrent + static_cast<size_t>(kN) * H * H, H);
  addBiasGradient(a.tape, gateStride, 3 * H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(inputTransposed, nullptr, a.tape + t * gateStride, I, 3 * H, a.inputGradient + t * xStride,
                   a.accumulateInput);
}

}  // namespace hindcast::HINDCAST_ISA::gru_before
