#pragma once

#include "cell/cell.h"

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

struct Sizes : cell::Sizes {
  size_t panel, gates, candidate, transposedRow, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : cell::Sizes(s),
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
  const size_t gateStride = a.keepTape ? stepStride(4 * H) : 0;
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const size_t recurrentAt = static_cast<size_t>(1 + I) * kBlockRows;

  for (int t = 0; t < z.T; t++) {
    const float* x = a.input + t * z.xStride;                                       // [I]
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);  // [H], or null
    float* h = a.output + t * z.hStride;                                            // [H]
    float* gates = a.tape + t * gateStride;                                         // [4H]
    float* resetState = gates + 3 * gateRows;
    for (int p = 0; p < panels(H, kUnits); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors];
        fill(sums, panel);
        multiply<0, kBlockRows>(sums, panel + kBlockRows, x + lane, I);
        if (hBefore != nullptr) multiply<0, kBlockRows>(sums, panel + recurrentAt, hBefore + lane, H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int u = 0; u < smaller(kUnits, H - p * kUnits); u++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kUnits + u) * kLanes + lane + v;
            const Vector reset = sigmoid(load(block[kUnits + u] + v));
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
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
        if (hBefore != nullptr) multiply<0, kBlockRows>(sums, panel + recurrentAt, resetState + lane, H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector candidate = hyperbolicTangent(load(block[r] + v));
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
            store(gates + 2 * gateRows + at, candidate);
            store(h + at, before + load(gates + at) * (candidate - before));
          }
        }
      }
    }
  }
}

/**
 * The gradients of the three sums replace the gates on the tape. What the state before step t receives besides the
 * products of z and r is added to its gradient within the loop.
 */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, I = z.I, T = z.T;
  const size_t gateStride = stepStride(4 * H);
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const float* gatesTransposed = a.packed + z.gates + z.candidate;
  const float* candidateTransposed = gatesTransposed + z.transposedRow * 2 * H;
  const float* inputTransposed = candidateTransposed + z.transposedRow * H;
  cell::begin(a.rightGradient, H, a.accumulateRight);

  for (int t = T - 1; t >= 0; t--) {
    float* gates = a.tape + t * gateStride;
    float* dCandidates = gates + 2 * gateRows;
    const float* gatesAfter = gates + z.dilation * gateStride;  // gradients of the step that continues
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);
    float* d = a.outputGradient + t * z.hStride;
    float* dBefore = z.before(a.outputGradient, z.hStride, t, a.rightGradient);
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (z.continued(t))
          multiply<0, kBlockRows>(sums, gatesTransposed + static_cast<size_t>(p) * 2 * H * kBlockRows,
                                  gatesAfter + lane, 2 * H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector update = load(gates + at), candidate = load(dCandidates + at);
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
            const Vector dOutput = load(block[r] + v) + load(d + at);
            store(gates + at, dOutput * (candidate - before) * update * (1.0f - update));
            store(dCandidates + at, dOutput * update * (1.0f - candidate * candidate));
            if (dBefore != nullptr) store(dBefore + at, load(dBefore + at) + dOutput * (1.0f - update));
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
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
            store(gates + gateRows + at, dResetState * before * reset * (1.0f - reset));
            if (dBefore != nullptr) store(dBefore + at, load(dBefore + at) + dResetState * reset);
          }
        }
      }
    }
  }
  addWeightGradient(a.tape, gateStride, 3 * H, a.input, z.xStride, I, T, a.gradient.input, I);
  cell::addRecurrentGradient(z, a.tape, gateStride, 2 * H, a.output, a.right, a.gradient.recurrent);
  // The candidate's product is with s, which is zero where a step has no state before it.
  const int first = a.right == nullptr ? z.dilation : 0;
  const float* candidates = a.tape + first * gateStride + 2 * gateRows;
  if (first < T)
    addWeightGradient(candidates, gateStride, H, candidates + gateRows, gateStride, H, T - first,
                      a.gradient.recurrent + static_cast<size_t>(kN) * H * H, H);
  addBiasGradient(a.tape, gateStride, 3 * H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(inputTransposed, nullptr, a.tape + t * gateStride, I, 3 * H, a.inputGradient + t * z.xStride,
                   a.accumulateInput);
  if (a.rightGradient != nullptr)
    cell::addStateGradient(z, gatesTransposed, a.tape, gateStride, 2 * H, a.rightGradient);
}

/** Places of z r n on the tape, in floats. */
inline size_t place(const NodeShape& s, int gate) { return static_cast<size_t>(gate) * s.units * kLanes; }

inline StepRows sums(const NodeShape& s, const BackwardArgs& a) {
  return cell::rows(a.tape, stepStride(4 * s.units), 3 * s.units);
}

}  // namespace hindcast::HINDCAST_ISA::gru_before
