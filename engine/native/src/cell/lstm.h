#pragma once

#include "kernel/product.h"

/*
 * LSTM, gates in the order i f g o:
 *   i, f, o = sigmoid(b + U x_t + W h_{t-1}),  g = tanh(b + U x_t + W h_{t-1})
 *   c_t = f c_{t-1} + i g,  h_t = o tanh(c_t)
 * Tape: gates [T][4H], then states c [T][H]; one step of each when not training.
 * Packed: panels [bias 4U | input I x 4U | recurrent H x 4U] of U units with their four gates,
 * then the transposes of the recurrent and the input weights.
 */

namespace hindcast::HINDCAST_ISA::lstm {

constexpr int kUnits = kBlockRows / 4;
constexpr int kGates[] = {0, 1, 2, 3};

struct Sizes {
  int I, H;
  size_t panel, forward, recurrentTransposed, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : I(s.inputs),
        H(s.units),
        panel(static_cast<size_t>(1 + I + H) * kBlockRows),
        forward(panel * panels(H, kUnits)),
        recurrentTransposed(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows * 4 * H),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * 4 * H) {}
};

inline size_t packedSize(const NodeShape& s) {
  const Sizes z(s);
  return z.forward + z.recurrentTransposed + z.inputTransposed;
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  const Sizes z(s);
  packGates<kUnits>(w.bias, kGates, z.H, 1, packed, z.panel);
  packGates<kUnits>(w.input, kGates, z.H, z.I, packed + kBlockRows, z.panel);
  packGates<kUnits>(w.recurrent, kGates, z.H, z.H, packed + static_cast<size_t>(1 + z.I) * kBlockRows, z.panel);
  packed += z.forward;
  packPanels<kBlockRows>(w.recurrent, 1, z.H, z.H, 4 * z.H, packed);
  packed += z.recurrentTransposed;
  packPanels<kBlockRows>(w.input, 1, z.I, z.I, 4 * z.H, packed);
}

inline size_t tapeSize(const NodeShape& s, bool keepTape) {
  return (keepTape ? s.steps : 1) * (stepStride(4 * s.units) + stepStride(s.units));
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const Sizes z(s);
  const size_t xStride = stepStride(z.I), hStride = stepStride(z.H);
  const size_t gateStride = a.keepTape ? stepStride(4 * z.H) : 0, stateStride = a.keepTape ? hStride : 0;
  float* states = a.tape + (a.keepTape ? s.steps : 1) * stepStride(4 * z.H);
  const size_t gateRows = static_cast<size_t>(z.H) * kLanes;

  for (int t = 0; t < s.steps; t++) {
    const float* x = a.input + t * xStride;               // [I]
    const float* hBefore = a.output + (t - 1) * hStride;  // [H], not read at t = 0
    float* h = a.output + t * hStride;                    // [H]
    float* gates = a.tape + t * gateStride;               // [4H]
    float* c = states + t * stateStride;                  // [H]
    const float* cBefore = a.keepTape ? c - hStride : c;  // [H], not read at t = 0
    for (int p = 0; p < panels(z.H, kUnits); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[4 * kUnits][kBlockVectors];
        fill(sums, panel);
        multiply<0, 4 * kUnits>(sums, panel + kBlockRows, x + lane, z.I);
        if (t > 0)
          multiply<0, 4 * kUnits>(sums, panel + static_cast<size_t>(1 + z.I) * kBlockRows, hBefore + lane, z.H);
        alignas(kAlignment) float block[4 * kUnits][kBlockLanes];
        keep(sums, block);
        for (int u = 0; u < smaller(kUnits, z.H - p * kUnits); u++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kUnits + u) * kLanes + lane + v;
            const Vector i = sigmoid(load(block[u] + v));
            const Vector f = sigmoid(load(block[kUnits + u] + v));
            const Vector g = hyperbolicTangent(load(block[2 * kUnits + u] + v));
            const Vector o = sigmoid(load(block[3 * kUnits + u] + v));
            Vector state = i * g;
            if (t > 0) state += f * load(cBefore + at);
            store(gates + at, i);
            store(gates + gateRows + at, f);
            store(gates + 2 * gateRows + at, g);
            store(gates + 3 * gateRows + at, o);
            store(c + at, state);
            store(h + at, o * hyperbolicTangent(state));
          }
        }
      }
    }
  }
}

/** The gradients of the gates' inputs replace the gates on the tape; dL/dc is carried over the states' rows. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, T = s.steps;
  const size_t xStride = stepStride(z.I), hStride = stepStride(H), gateStride = stepStride(4 * H);
  float* states = a.tape + T * gateStride;
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const float* recurrentTransposed = a.packed + z.forward;

  for (int t = T - 1; t >= 0; t--) {
    float* gates = a.tape + t * gateStride;
    const float* gatesAfter = gates + gateStride;  // gradients of step t + 1
    float* c = states + t * hStride;               // c_t, then free: holds nothing that is read again
    float* cBefore = c - hStride;
    float* carry = t + 1 < T ? c + hStride : c;  // dL/dc_t from step t + 1, left in the row of c_{t+1}
    const float* dh = a.outputGradient + t * hStride;
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (t + 1 < T)
          multiply<0, kBlockRows>(sums, recurrentTransposed + static_cast<size_t>(p) * 4 * H * kBlockRows,
                                  gatesAfter + lane, 4 * H);
        alignas(kAlignment) float block[kBlockRows][kBlockLanes];
        keep(sums, block);
        for (int r = 0; r < smaller(kBlockRows, H - p * kBlockRows); r++) {
          for (int v = 0; v < kBlockLanes; v += kWidth) {
            const size_t at = static_cast<size_t>(p * kBlockRows + r) * kLanes + lane + v;
            const Vector i = load(gates + at), f = load(gates + gateRows + at);
            const Vector g = load(gates + 2 * gateRows + at), o = load(gates + 3 * gateRows + at);
            const Vector dOutput = load(block[r] + v) + load(dh + at);
            const Vector squashed = hyperbolicTangent(load(c + at));
            Vector dState = dOutput * o * (1.0f - squashed * squashed);
            if (t + 1 < T) dState += load(carry + at);
            const Vector before = t > 0 ? load(cBefore + at) : Vector{};
            store(gates + at, dState * g * i * (1.0f - i));
            store(gates + gateRows + at, dState * before * f * (1.0f - f));
            store(gates + 2 * gateRows + at, dState * i * (1.0f - g * g));
            store(gates + 3 * gateRows + at, dOutput * squashed * o * (1.0f - o));
            store(c + at, dState * f);
          }
        }
      }
    }
  }
  addWeightGradient(a.tape, gateStride, 4 * H, a.input, xStride, z.I, T, a.gradient.input, z.I);
  addWeightGradient(a.tape + gateStride, gateStride, 4 * H, a.output, hStride, H, T - 1, a.gradient.recurrent, H);
  addBiasGradient(a.tape, gateStride, 4 * H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(recurrentTransposed + z.recurrentTransposed, nullptr, a.tape + t * gateStride, z.I, 4 * H,
                   a.inputGradient + t * xStride, a.accumulateInput);
}

constexpr OpKernels kKernels = {packedSize, pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::lstm
