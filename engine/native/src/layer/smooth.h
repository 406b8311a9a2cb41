#pragma once

#include "layer/plain.h"

/*
 * Exponential smoothing of channel `index` of a sequence [T][F]: additive, without a trend (Winters 1960), which of
 * logarithms is the multiplicative smoothing of ES-RNN (Smyl 2020, section 3). o_t is 1 where channel `count`, the mask, is
 * above a half, else 0; a = sigmoid(r_0) and g = sigmoid(r_1) with the right input r; m = `units` steps in a season:
 *   l_t = l_{t-1} + a o_t (y_t - s_t - l_{t-1}),  s_{t+m} = s_t + g o_t (y_t - l_t - s_t)
 * where the first observed step sets the level. The first season is the window's own, its phases less their mean:
 *   z_p = mean of y_t - b (t - T + 1) over the observed t = p (mod m),  s_p = z_p - mean of z over the phases that have any
 * with b the mean of (y_t - y_{t-m}) / m over the pairs of observed steps; a phase without any has s_p = 0. For m = 1 s is
 * 0 throughout. Output [T + h], h = `steps`: o_t (y_t - s_t - l_{T-1}), then l_{T-1} + s_{T+k} for k = 0 .. h-1.
 *
 * Tape: the season [m], for each phase 1 / count or 0 [m], and for backward of each step the level after it, the season at
 * it and the weight with which it moved the level.
 */

namespace hindcast::HINDCAST_ISA::smooth {

constexpr int kStepRows = 3;

inline void rule(NodeShape& s, NodeRule& rule) {
  const auto isChannel = [&](int channel) { return channel >= 0 && channel < s.input.features; };
  s.output = {0, s.input.steps + s.steps};
  if (s.steps < 1 || s.steps > (1 << 16)) rule.expected = "1 to 65536 steps ahead for";
  if (s.units < 1 || (s.units > 1 && s.units > s.input.steps / 2)) rule.expected = "two seasons of steps for the input of";
  if (!isChannel(s.index) || !isChannel(s.count)) rule.expected = "a target and a mask among the channels of";
  if (s.right != Shape{0, 2}) rule.expected = "two rates [2] for";
  if (!s.input.sequence()) rule.expected = plain::kSequence;
}

inline size_t tapeSize(const NodeShape& s, bool keepTape) {
  return plain::rowFloats(2 * s.units + (keepTape ? kStepRows * s.input.steps : 0));
}

HINDCAST_INLINE Vector oneWhere(Vector x, float threshold) {
  return x > broadcast(threshold) ? broadcast(1.0f) : Vector{};
}

HINDCAST_INLINE Vector atLeastOne(Vector x) { return x > broadcast(1.0f) ? x : broadcast(1.0f); }

/** One vector of lanes of everything that a pass walks over. */
struct Lanes {
  const NodeShape& s;
  const float* input;
  float* tape;
  int lane;

  HINDCAST_INLINE size_t at(int t, int channel) const {
    return t * stepStride(s.input.features) + plain::rowFloats(channel) + lane;
  }
  HINDCAST_INLINE Vector target(int t) const { return load(input + at(t, s.index)); }
  HINDCAST_INLINE Vector observed(int t) const { return oneWhere(load(input + at(t, s.count)), 0.5f); }
  HINDCAST_INLINE float* season(int phase) const { return tape + plain::rowFloats(phase) + lane; }
  HINDCAST_INLINE float* share(int phase) const { return tape + plain::rowFloats(s.units + phase) + lane; }
  /** Row 0 the level, 1 the season, 2 the weight. */
  HINDCAST_INLINE float* step(int t, int row) const {
    return tape + plain::rowFloats(2 * s.units + kStepRows * t + row) + lane;
  }
  HINDCAST_INLINE float stepsToEnd(int t) const { return static_cast<float>(t - s.input.steps + 1); }
};

/** 1 / (m times the pairs of observed steps one season apart). */
HINDCAST_INLINE Vector pairShare(const Lanes& w) {
  Vector pairs = {};
  for (int t = w.s.units; t < w.s.input.steps; t++) pairs += w.observed(t) * w.observed(t - w.s.units);
  return 1.0f / (static_cast<float>(w.s.units) * atLeastOne(pairs));
}

/** 1 / (phases with an observed step), from the shares. */
HINDCAST_INLINE Vector phaseShare(const Lanes& w) {
  Vector phases = {};
  for (int p = 0; p < w.s.units; p++) phases += oneWhere(load(w.share(p)), 0.0f);
  return 1.0f / atLeastOne(phases);
}

/** Writes the first season and the shares of its phases. */
HINDCAST_INLINE void startSeason(const Lanes& w) {
  const int m = w.s.units, T = w.s.input.steps;
  for (int p = 0; p < m; p++) {
    store(w.season(p), Vector{});
    store(w.share(p), Vector{});
  }
  if (m == 1) return;
  Vector trend = {};
  for (int t = m; t < T; t++) trend += w.observed(t) * w.observed(t - m) * (w.target(t) - w.target(t - m));
  trend *= pairShare(w);
  for (int t = 0; t < T; t++) {
    const Vector o = w.observed(t);
    store(w.share(t % m), load(w.share(t % m)) + o);
    store(w.season(t % m), load(w.season(t % m)) + o * (w.target(t) - trend * w.stepsToEnd(t)));
  }
  Vector sum = {};
  for (int p = 0; p < m; p++) {
    const Vector count = load(w.share(p)), share = oneWhere(count, 0.0f) / atLeastOne(count);
    const Vector mean = load(w.season(p)) * share;
    store(w.share(p), share);
    store(w.season(p), mean);
    sum += mean;
  }
  const Vector centre = sum * phaseShare(w);
  for (int p = 0; p < m; p++) store(w.season(p), load(w.season(p)) - oneWhere(load(w.share(p)), 0.0f) * centre);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const int T = s.input.steps, m = s.units;
  for (int l = 0; l < kLanes; l += kWidth) {
    const Lanes w{s, a.input, a.tape, l};
    const Vector rate = sigmoid(load(a.right + l)), seasonRate = sigmoid(load(a.right + kLanes + l));
    startSeason(w);
    float* y = a.output + l;
    Vector level = {}, seen = {};
    for (int t = 0; t < T; t++) {
      const Vector o = w.observed(t), value = w.target(t), season = load(w.season(t % m));
      const Vector weight = o * (seen > Vector{} ? rate : broadcast(1.0f));
      seen += o;
      level += weight * (value - season - level);
      if (m > 1) store(w.season(t % m), season + seasonRate * o * (value - level - season));
      store(y + plain::rowFloats(t), o * (value - season));
      if (!a.keepTape) continue;
      store(w.step(t, 0), level);
      store(w.step(t, 1), season);
      store(w.step(t, 2), weight);
    }
    for (int t = 0; t < T; t++)
      store(y + plain::rowFloats(t), load(y + plain::rowFloats(t)) - w.observed(t) * level);
    for (int k = 0; k < s.steps; k++) store(y + plain::rowFloats(T + k), level + load(w.season((T + k) % m)));
  }
}

/** Adds to row t of the target channel's gradient, where it is wanted. */
HINDCAST_INLINE void give(const Lanes& w, float* gradient, int t, Vector d) {
  if (gradient == nullptr) return;
  float* row = gradient + w.at(t, w.s.index);
  store(row, load(row) + d);
}

/** From the gradient of the first season, which stands in its place, to that of the targets. */
HINDCAST_INLINE void backwardStart(const Lanes& w, float* gradient) {
  const int m = w.s.units, T = w.s.input.steps;
  Vector sum = {};
  for (int p = 0; p < m; p++) sum += oneWhere(load(w.share(p)), 0.0f) * load(w.season(p));
  const Vector centre = sum * phaseShare(w);
  for (int p = 0; p < m; p++) store(w.season(p), (load(w.season(p)) - centre) * load(w.share(p)));
  Vector trend = {};
  for (int t = 0; t < T; t++) {
    const Vector d = w.observed(t) * load(w.season(t % m));
    give(w, gradient, t, d);
    trend -= d * w.stepsToEnd(t);
  }
  trend *= pairShare(w);
  for (int t = m; t < T; t++) {
    const Vector d = trend * w.observed(t) * w.observed(t - m);
    give(w, gradient, t, d);
    give(w, gradient, t - m, -d);
  }
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  const int T = s.input.steps, m = s.units;
  if (a.inputGradient != nullptr) plain::begin(a.inputGradient, s.input, a.accumulateInput);
  if (a.rightGradient != nullptr) plain::begin(a.rightGradient, s.right, a.accumulateRight);
  for (int l = 0; l < kLanes; l += kWidth) {
    const Lanes w{s, a.input, a.tape, l};
    const Vector rate = sigmoid(load(a.right + l)), seasonRate = sigmoid(load(a.right + kLanes + l));
    const float* dy = a.outputGradient + l;
    Vector dLevel = {}, dRate = {}, dSeasonRate = {};
    for (int p = 0; p < m; p++) store(w.season(p), Vector{});
    for (int k = 0; k < s.steps; k++) {
      const Vector d = load(dy + plain::rowFloats(T + k));
      dLevel += d;
      store(w.season((T + k) % m), load(w.season((T + k) % m)) + d);
    }
    for (int t = 0; t < T; t++) dLevel -= w.observed(t) * load(dy + plain::rowFloats(t));

    for (int t = T - 1; t >= 0; t--) {
      const Vector o = w.observed(t), value = w.target(t);
      const Vector level = load(w.step(t, 0)), season = load(w.step(t, 1)), weight = load(w.step(t, 2));
      const Vector before = t > 0 ? load(w.step(t - 1, 0)) : Vector{};
      Vector dValue = o * load(dy + plain::rowFloats(t));
      Vector dSeason = load(w.season(t % m));
      if (m > 1) {
        dSeasonRate += o * dSeason * (value - level - season);
        const Vector moved = seasonRate * o * dSeason;
        dValue += moved;
        dLevel -= moved;
        dSeason -= moved;
      }
      dSeason -= o * load(dy + plain::rowFloats(t));
      // A weight of 1 is the first observed step's, whatever the rate: a rate is a sigmoid and reaches 1 only by rounding.
      dRate += weight < broadcast(1.0f) ? o * dLevel * (value - season - before) : Vector{};
      const Vector moved = weight * dLevel;
      store(w.season(t % m), m > 1 ? dSeason - moved : Vector{});
      give(w, a.inputGradient, t, dValue + moved);
      dLevel -= moved;
    }
    if (m > 1) backwardStart(w, a.inputGradient);
    if (a.rightGradient == nullptr) continue;
    store(a.rightGradient + l, load(a.rightGradient + l) + dRate * rate * (1.0f - rate));
    store(a.rightGradient + kLanes + l,
          load(a.rightGradient + kLanes + l) + dSeasonRate * seasonRate * (1.0f - seasonRate));
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::smooth
