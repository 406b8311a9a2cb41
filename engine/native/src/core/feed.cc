#include "core/feed.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "core/lanes.h"

namespace hindcast {
namespace {

/** Up to this share of |mean| a window's deviation is rounding and counts as none. */
constexpr double kFlat = 1e-6;

void zero(float* rows, size_t floats) {
  if (rows != nullptr) std::memset(rows, 0, floats * sizeof(float));
}

void blank(const FeedSizes& z, const FeedRows& rows) {
  zero(rows.x, static_cast<size_t>(z.context) * stepStride(z.channels));
  zero(rows.future, static_cast<size_t>(z.futureSteps) * stepStride(z.future));
  zero(rows.statics, static_cast<size_t>(z.statics) * kLanes);
  zero(rows.anchors, static_cast<size_t>(z.horizon) * kLanes);
  zero(rows.weights, kLanes);
  std::fill(rows.scales, rows.scales + kLanes, 1.0f);
  if (rows.targets != nullptr)
    std::fill(rows.targets, rows.targets + z.horizon * kLanes, std::numeric_limits<float>::quiet_NaN());
}

/** Copies [steps][features] of one example to a lane. */
void fillLane(const float* from, int steps, int features, float* to) {
  if (to == nullptr) return;
  for (int t = 0; t < steps; t++)
    for (int f = 0; f < features; f++) to[t * stepStride(features) + static_cast<size_t>(f) * kLanes] = *from++;
}

}  // namespace

int64_t WindowFeed::length() const {
  int64_t length = sizes_.context;
  if (targets_) length = std::max<int64_t>(length, source_.targetOffset + source_.horizon);
  if (sizes_.future > 0) length = std::max<int64_t>(length, sizes_.context + sizes_.futureSteps);
  return length;
}

Status WindowFeed::check() const {
  const int64_t rows = length();
  for (int64_t k = 0; k < count_; k++) {
    const int64_t index = indices_[k];
    if (index < 0 || index >= source_.windows)
      return Status::error("Expected 0 to " + std::to_string(source_.windows - 1) +
                           " for the index of a window but received " + std::to_string(index));
    const int64_t start = source_.starts[index];
    if (start < 0 || start + rows > source_.rows)
      return Status::error("Expected rows " + std::to_string(start) + " to " + std::to_string(start + rows - 1) +
                           " for window " + std::to_string(index) + " but the source has " +
                           std::to_string(source_.rows) + " rows");
    if (sizes_.statics > 0 && (source_.staticOf[index] < 0 || source_.staticOf[index] >= source_.staticRows))
      return Status::error("Expected 0 to " + std::to_string(source_.staticRows - 1) + " for the static row of window " +
                           std::to_string(index) + " but received " + std::to_string(source_.staticOf[index]));
  }
  return Status::ok();
}

double WindowFeed::observedWeight(int64_t first, int64_t count) const {
  double sum = 0;
  for (int64_t k = first; k < first + count; k++) {
    const float* target = window(k) + static_cast<int64_t>(source_.targetOffset) * source_.channels;
    int64_t observed = 0;
    for (int step = 0; step < source_.horizon; step++)
      observed += !std::isnan(target[step * int64_t{source_.channels}]);
    sum += static_cast<double>(weight(k)) * static_cast<double>(observed);
  }
  return sum;
}

WindowFeed::Units WindowFeed::unitsOf(const float* window) const {
  Units units;
  double mean = 0;
  double squares = 0;
  int64_t count = 0;
  for (int t = 0; t < sizes_.context; t++) {
    const float value = window[static_cast<int64_t>(t) * source_.channels];
    if (std::isnan(value)) continue;
    units.last = t;
    if (source_.scaling == WindowSource::Scaling::kNone) continue;
    count++;
    const double delta = value - mean;
    mean += delta / static_cast<double>(count);
    squares += delta * (value - mean);
  }
  if (source_.scaling == WindowSource::Scaling::kLevel) {
    units.scale = 1 + std::max(mean, 0.0);
  } else if (count > 0) {
    const double deviation =
        source_.difference > 0 ? deviationOfDifferences(window) : std::sqrt(squares / static_cast<double>(count));
    units.centre = mean;
    if (deviation > kFlat * std::abs(mean)) units.scale = deviation;
  }
  if (source_.anchorLast && units.last >= 0)
    units.anchor = units.of(window[static_cast<int64_t>(units.last) * source_.channels]);
  return units;
}

double WindowFeed::deviationOfDifferences(const float* window) const {
  const int64_t channels = source_.channels;
  double squares = 0;
  int64_t count = 0;
  for (int t = source_.difference; t < sizes_.context; t++) {
    const double change = static_cast<double>(window[t * channels]) - window[(t - source_.difference) * channels];
    if (std::isnan(change)) continue;
    count++;
    squares += change * change;
  }
  return count == 0 ? 0 : std::sqrt(squares / static_cast<double>(count));
}

double WindowFeed::baseOf(const float* window, const Units& units, int step) const {
  const int64_t channels = source_.channels;
  const int lag = source_.difference;
  for (int t = sizes_.context - lag + step % lag; t >= 0; t -= lag)
    if (!std::isnan(window[t * channels])) return window[t * channels];
  return units.last >= 0 ? window[units.last * channels] : units.centre;
}

float WindowFeed::contextTarget(const float* window, const Units& units, int step) const {
  const int64_t channels = source_.channels;
  const float value = window[step * channels];
  if (source_.difference == 0) return units.of(value);
  if (step < source_.difference) return std::numeric_limits<float>::quiet_NaN();
  return units.change(value, window[(step - source_.difference) * channels]);
}

void WindowFeed::fill(int64_t first, int count, const FeedRows& rows) const {
  blank(sizes_, rows);
  for (int lane = 0; lane < count; lane++) {
    const int32_t index = indices_[first + lane];
    const float* from = window(first + lane);
    const Units units = unitsOf(from);
    rows.weights[lane] = weight(first + lane);
    if (source_.scaling == WindowSource::Scaling::kLevel) rows.scales[lane] = static_cast<float>(units.scale);
    if (source_.scales != nullptr) rows.scales[lane] = source_.scales[index];
    fillContext(from, units, rows.x + lane);
    if (rows.future != nullptr) fillFuture(from, units, rows.future + lane);
    if (rows.statics != nullptr)
      fillLane(source_.statics + static_cast<int64_t>(source_.staticOf[index]) * sizes_.statics, 1, sizes_.statics,
               rows.statics + lane);
    fillTargets(from, units, rows.anchors + lane, rows.targets == nullptr ? nullptr : rows.targets + lane);
  }
}

void WindowFeed::fillTargets(const float* window, const Units& units, float* anchors, float* targets) const {
  const float* target = window + static_cast<int64_t>(source_.targetOffset) * source_.channels;
  for (int step = 0; step < source_.horizon; step++, target += source_.channels) {
    if (source_.difference == 0) {
      anchors[step * kLanes] = units.anchor;
      if (targets != nullptr) targets[step * kLanes] = units.of(target[0]);
      continue;
    }
    const double base = baseOf(window, units, step);
    anchors[step * kLanes] = units.change(base, units.centre);
    if (targets != nullptr) targets[step * kLanes] = units.change(target[0], base);
  }
}

void WindowFeed::fillContext(const float* window, const Units& units, float* x) const {
  const int channels = source_.channels;
  const size_t stride = stepStride(channels + source_.mask);
  const float* rows = window;
  for (int t = 0; t < sizes_.context; t++, rows += channels, x += stride) {
    const float target = contextTarget(window, units, t);
    const bool observed = !std::isnan(target);
    x[0] = observed ? target : 0.0f;
    for (int c = 1; c < channels; c++) x[c * kLanes] = std::isnan(rows[c]) ? 0.0f : rows[c];
    if (source_.mask) x[channels * kLanes] = observed ? 1.0f : 0.0f;
  }
}

void WindowFeed::fillFuture(const float* rows, const Units& units, float* future) const {
  rows += static_cast<int64_t>(sizes_.context) * source_.channels;
  for (int step = 0; step < sizes_.futureSteps; step++, rows += source_.channels, future += stepStride(sizes_.future))
    for (size_t f = 0; f < source_.future.size(); f++) {
      const float raw = rows[source_.future[f]];
      const float value = source_.future[f] == 0 ? units.of(raw) : raw;
      future[f * kLanes] = std::isnan(value) ? 0.0f : value;
    }
}

double TensorFeed::observedWeight(int64_t first, int64_t count) const {
  double sum = 0;
  for (int64_t k = first; k < first + count; k++) {
    int64_t observed = 0;
    for (int step = 0; step < sizes_.horizon; step++) observed += !std::isnan(tensors_.y[k * sizes_.horizon + step]);
    sum += static_cast<double>(weight(k)) * static_cast<double>(observed);
  }
  return sum;
}

void TensorFeed::fill(int64_t first, int count, const FeedRows& rows) const {
  const FeedSizes& z = sizes_;
  blank(z, rows);
  for (int lane = 0; lane < count; lane++) {
    const int64_t k = first + lane;
    fillLane(tensors_.x + k * z.context * z.channels, z.context, z.channels, rows.x + lane);
    if (rows.future != nullptr)
      fillLane(tensors_.future + k * z.futureSteps * z.future, z.futureSteps, z.future, rows.future + lane);
    if (rows.statics != nullptr) fillLane(tensors_.statics + k * z.statics, 1, z.statics, rows.statics + lane);
    rows.weights[lane] = weight(k);
    if (tensors_.scales != nullptr) rows.scales[lane] = tensors_.scales[k];
    if (rows.targets == nullptr) continue;
    for (int step = 0; step < z.horizon; step++) rows.targets[step * kLanes + lane] = tensors_.y[k * z.horizon + step];
  }
}

}  // namespace hindcast
