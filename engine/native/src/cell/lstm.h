#pragma once

#include "cell/cell.h"

/*
 * LSTM, gates in the order i f g o:
 *   i, f, o = sigmoid(b + U x_t + W h_{t-1}),  g = tanh(b + U x_t + W h_{t-1})
 *   c_t = f c_{t-1} + i g,  h_t = o tanh(c_t)
 * Tape: gates [T][4H], then cells c [T][H]; without a tape to keep, one step of gates and as many of c as the dilation.
 * Packed: panels [bias 4U | input I x 4U | recurrent H x 4U] of U units with their four gates,
 * then the transposes of the recurrent and the input weights.
 */

namespace hindcast::HINDCAST_ISA::lstm {

constexpr int kUnits = kBlockRows / 4;
constexpr int kGates[] = {0, 1, 2, 3};

struct Sizes : cell::Sizes {
  size_t panel, forward, recurrentTransposed, inputTransposed;
  explicit Sizes(const NodeShape& s)
      : cell::Sizes(s),
        panel(static_cast<size_t>(1 + I + H) * kBlockRows),
        forward(panel * panels(H, kUnits)),
        recurrentTransposed(static_cast<size_t>(panels(H, kBlockRows)) * kBlockRows * 4 * H),
        inputTransposed(static_cast<size_t>(panels(I, kBlockRows)) * kBlockRows * 4 * H) {}
};

inline void rule(NodeShape& s, NodeRule& rule) { cell::rule(s, rule, 4, Initial::kForgetBias, false); }

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
  const Sizes z(s);
  return (keepTape ? z.T : 1) * stepStride(4 * z.H) + (keepTape ? z.T : z.dilation) * z.hStride;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const Sizes z(s);
  const size_t gateStride = a.keepTape ? stepStride(4 * z.H) : 0;
  float* cells = a.tape + (a.keepTape ? z.T : 1) * stepStride(4 * z.H);
  const size_t gateRows = static_cast<size_t>(z.H) * kLanes;

  for (int t = 0; t < z.T; t++) {
    const float* x = a.input + t * z.xStride;                                       // [I]
    const float* hBefore = z.before<const float>(a.output, z.hStride, t, a.right);  // [H], or null
    float* h = a.output + t * z.hStride;                                            // [H]
    float* gates = a.tape + t * gateStride;                                         // [4H]
    float* c = cells + (a.keepTape ? t : t % z.dilation) * z.hStride;               // [H]
    const float* cBefore = t < z.dilation ? a.third : a.keepTape ? c - z.dilation * z.hStride : c;
    for (int p = 0; p < panels(z.H, kUnits); p++) {
      const float* panel = a.packed + p * z.panel;
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[4 * kUnits][kBlockVectors];
        fill(sums, panel);
        multiply<0, 4 * kUnits>(sums, panel + kBlockRows, x + lane, z.I);
        if (hBefore != nullptr)
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
            if (cBefore != nullptr) state += f * load(cBefore + at);
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
  if (a.second == nullptr) return;
  const int last = a.keepTape ? z.T - 1 : (z.T - 1) % z.dilation;
  memcpy(a.second, cells + last * z.hStride, gateRows * sizeof(float));
}

/** The gradients of the gates' sums replace the gates on the tape; dL/dc is carried over the rows of the cells. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const Sizes z(s);
  const int H = z.H, T = z.T;
  const size_t gateStride = stepStride(4 * H);
  float* cells = a.tape + T * gateStride;
  const size_t gateRows = static_cast<size_t>(H) * kLanes;
  const float* recurrentTransposed = a.packed + z.forward;

  for (int t = T - 1; t >= 0; t--) {
    float* gates = a.tape + t * gateStride;
    const float* gatesAfter = gates + z.dilation * gateStride;  // gradients of the step that continues
    float* c = cells + t * z.hStride;                           // gets f dL/dc_t, for the step before
    const float* cBefore = z.before<const float>(cells, z.hStride, t, a.third);
    const float* carry = z.continued(t) ? c + z.dilation * z.hStride : t == T - 1 ? a.secondGradient : nullptr;
    const float* h = a.output + t * z.hStride;
    const float* dh = a.outputGradient + t * z.hStride;
    for (int p = 0; p < panels(H, kBlockRows); p++) {
      for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
        Vector sums[kBlockRows][kBlockVectors] = {};
        if (z.continued(t))
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
            const Vector squashed = load(h + at) / o;  // tanh(c_t); o is above 1e-38
            Vector dState = dOutput * o * (1.0f - squashed * squashed);
            if (carry != nullptr) dState += load(carry + at);
            const Vector before = cBefore != nullptr ? load(cBefore + at) : Vector{};
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
  addWeightGradient(a.tape, gateStride, 4 * H, a.input, z.xStride, z.I, T, a.gradient.input, z.I);
  cell::addRecurrentGradient(z, a.tape, gateStride, 4 * H, a.output, a.right, a.gradient.recurrent);
  addBiasGradient(a.tape, gateStride, 4 * H, T, a.gradient.bias);
  if (a.inputGradient != nullptr)
    for (int t = 0; t < T; t++)
      multiplyRows(recurrentTransposed + z.recurrentTransposed, nullptr, a.tape + t * gateStride, z.I, 4 * H,
                   a.inputGradient + t * z.xStride, a.accumulateInput);
  if (a.rightGradient != nullptr) {
    cell::begin(a.rightGradient, H, a.accumulateRight);
    cell::addStateGradient(z, recurrentTransposed, a.tape, gateStride, 4 * H, a.rightGradient);
  }
  if (a.thirdGradient == nullptr) return;
  cell::begin(a.thirdGradient, H, a.accumulateThird);
  for (int t = 0; t < z.dilation; t++)
    for (size_t k = 0; k < gateRows; k += kWidth)
      store(a.thirdGradient + k, load(a.thirdGradient + k) + load(cells + t * z.hStride + k));
}

/** i f g o c h. */
inline StepRows gate(const NodeShape& s, const ForwardArgs& a, int gate) {
  const Sizes z(s);
  const size_t gateStride = stepStride(4 * z.H);
  if (gate < 4) return cell::rows(a.tape + static_cast<size_t>(gate) * z.H * kLanes, gateStride, z.H);
  if (gate == 4) return cell::rows(a.tape + z.T * gateStride, z.hStride, z.H);
  return gate == 5 ? cell::rows(a.output, z.hStride, z.H) : StepRows{};
}

inline StepRows sums(const NodeShape& s, const BackwardArgs& a) {
  return cell::rows(a.tape, stepStride(4 * s.units), 4 * s.units);
}

constexpr Operation kOperation = {rule, packedSize, pack, tapeSize, forward, backward, gate, sums, true};

}  // namespace hindcast::HINDCAST_ISA::lstm
