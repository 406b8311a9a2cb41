#pragma once

#include "cell/cell.h"

/*
 * GRU with the reset gate after the recurrent product, gates in the order z r n:
 *   z, r = sigmoid(b + U x_t + W h_{t-1}),  q = b_r + W_n h_{t-1},  n = tanh(b_n + U_n x_t + r q)
 *   h_t = (1 - z) h_{t-1} + z n
 * Tape: [T][n H | z H | r H | q H], so that the rows z r q, which all multiply h_{t-1}, are neighbours;
 * their order is that of the recurrent weights.
 * Packed: panels [bias 4U | input I x 3U (n z r) | recurrent H x 3U (z r q)] of U units,
 * then the transposes of the recurrent weights and of the input weights in the order n z r.
 */

namespace hindcast::HINDCAST_ISA::gru_after {

constexpr int kUnits = HINDCAST_GRU_ROWS / 4;
constexpr int kZ = 0, kR = 1, kN = 2;

struct Sizes : cell::Sizes {
  size_t panel, forward, recurrentTransposed, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : cell::Sizes(s),
        panel(static_cast<size_t>(4 + 3 * I + 3 * H) * kUnits),
        forward(panel * panels(H, kUnits)),
        recurrentTransposed(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows * 3 * H),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * 3 * H) {}
};

inline size_t packedSize(const NodeShape& s) {
  const Sizes z(s);
  return z.forward + z.recurrentTransposed + z.inputTransposed;
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const Sizes z(s);
  const int H = z.H, I = z.I;
  constexpr int inputOrder[] = {kN, kZ, kR}, recurrentOrder[] = {kZ, kR, kN}, only[] = {0};
  packGates<kUnits>(w.bias, inputOrder, H, 1, packed, z.panel);
  packGates<kUnits>(w.recurrentBias, only, H, 1, packed + 3 * kUnits, z.panel);
  packGates<kUnits>(w.input, inputOrder, H, I, packed + 4 * kUnits, z.panel);
  packGates<kUnits>(w.recurrent, recurrentOrder, H, H, packed + static_cast<size_t>(4 + 3 * I) * kUnits, z.panel);
  packed += z.forward;
  packPanels<kBlockRows>(w.recurrent, 1, H, H, 3 * H, packed);
  packed += z.recurrentTransposed;
  // Two products follow one another for the input's gradient: n, then z r.
  packPanels<kBlockRows>(w.input + static_cast<size_t>(kN) * H * I, 1, I, I, H, packed);
  packPanels<kBlockRows>(w.input, 1, I, I, 2 * H, packed + z.inputTransposed / 3);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const Sizes z(s);
  const size_t gateStride = a.keepTape ? stepStride(4 * z.H) : 0;
  const size_t gateRows = static_cast<size_t>(z.H) * kLanes;

  for (int t = 0; t < z.T; t++) {
    const float* x = a.input + t * z.xStride;                                       // [I]
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);  // [H], or null
    float* h = a.output + t * z.hStride;                                            // [H]
    float* gates = a.tape + t * gateStride;                                         // [4H]
    for (int p = 0; p < panels(z.H, kUnits); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[4 * kUnits][kBlockVectors];
        fill(sums, panel);
        multiply<0, 3 * kUnits>(sums, panel + 4 * kUnits, x + lane, z.I);
        if (hBefore != nullptr)
          multiply<kUnits, 3 * kUnits>(sums, panel + static_cast<size_t>(4 + 3 * z.I) * kUnits, hBefore + lane, z.H);
        alignas(kAlignment) float block[4 * kUnits][kBlockLanes];
        keep(sums, block);
        for (int u = 0; u < smaller(kUnits, z.H - p * kUnits); u++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kUnits + u) * kLanes + lane + v;
            const Vector update = sigmoid(load(block[kUnits + u] + v));
            const Vector reset = sigmoid(load(block[2 * kUnits + u] + v));
            const Vector product = load(block[3 * kUnits + u] + v);
            const Vector candidate = hyperbolicTangent(load(block[u] + v) + reset * product);
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
            store(gates + at, candidate);
            store(gates + gateRows + at, update);
            store(gates + 2 * gateRows + at, reset);
            store(gates + 3 * gateRows + at, product);
            store(h + at, before + update * (candidate - before));
          }
        }
      }
    }
  }
}

/** The gradients of the four sums replace the tape; (1 - z) dL/dh_t is added to the gradient of the state before. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, I = z.I, T = z.T;
  const size_t gateStride = stepStride(4 * H);
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const float* recurrentTransposed = a.packed + z.forward;
  cell::begin(a.rightGradient, H, a.accumulateRight);

  for (int t = T - 1; t >= 0; t--) {
    float* gates = a.tape + t * gateStride;
    const float* productsAfter = gates + z.dilation * gateStride + gateRows;  // z r q of the step that continues
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);
    float* d = a.outputGradient + t * z.hStride;
    float* dBefore = z.before(a.outputGradient, z.hStride, t, a.rightGradient);
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (z.continued(t))
          multiply<0, kBlockRows>(sums, recurrentTransposed + static_cast<size_t>(p) * 3 * H * kBlockRows,
                                  productsAfter + lane, 3 * H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int row = 0; row < smaller(kBlockRows, H - p * kBlockRows); row++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + row) * kLanes + lane + v;
            const Vector candidate = load(gates + at), update = load(gates + gateRows + at);
            const Vector reset = load(gates + 2 * gateRows + at), product = load(gates + 3 * gateRows + at);
            const Vector before = hBefore != nullptr ? load(hBefore + at) : Vector{};
            const Vector dOutput = load(block[row] + v) + load(d + at);
            const Vector dCandidate = dOutput * update * (1.0f - candidate * candidate);
            store(gates + at, dCandidate);
            store(gates + gateRows + at, dOutput * (candidate - before) * update * (1.0f - update));
            store(gates + 2 * gateRows + at, dCandidate * product * reset * (1.0f - reset));
            store(gates + 3 * gateRows + at, dCandidate * reset);
            if (dBefore != nullptr) store(dBefore + at, load(dBefore + at) + dOutput * (1.0f - update));
          }
        }
      }
    }
  }
  const float* dUpdate = a.tape + gateRows;
  addWeightGradient(dUpdate, gateStride, 2 * H, a.input, z.xStride, I, T, a.gradient.input, I);
  addWeightGradient(a.tape, gateStride, H, a.input, z.xStride, I, T, a.gradient.input + static_cast<size_t>(kN) * H * I,
                    I);
  cell::addRecurrentGradient(z, dUpdate, gateStride, 3 * H, a.output, a.right, a.gradient.recurrent);
  addBiasGradient(dUpdate, gateStride, 2 * H, T, a.gradient.bias);
  addBiasGradient(a.tape, gateStride, H, T, a.gradient.bias + kN * H);
  addBiasGradient(a.tape + 3 * gateRows, gateStride, H, T, a.gradient.recurrentBias);
  if (a.inputGradient != nullptr) {
    const float* inputTransposed = recurrentTransposed + z.recurrentTransposed;
    for (int t = 0; t < T; t++) {
      float* dx = a.inputGradient + t * z.xStride;
      multiplyRows(inputTransposed, nullptr, a.tape + t * gateStride, I, H, dx, a.accumulateInput);
      multiplyRows(inputTransposed + z.inputTransposed / 3, nullptr, dUpdate + t * gateStride, I, 2 * H, dx, true);
    }
  }
  if (a.rightGradient != nullptr)
    cell::addStateGradient(z, recurrentTransposed, dUpdate, gateStride, 3 * H, a.rightGradient);
}

/** Places of z r n on the tape, in floats. */
inline size_t place(const NodeShape& s, int gate) {
  constexpr int rows[] = {1, 2, 0};
  return static_cast<size_t>(rows[gate]) * s.units * kLanes;
}

/** The sums that enter n z r; the recurrent product q is not one of them. */
inline StepRows sums(const NodeShape& s, const BackwardArgs& a) {
  return cell::rows(a.tape, stepStride(4 * s.units), 3 * s.units);
}

}  // namespace hindcast::HINDCAST_ISA::gru_after
