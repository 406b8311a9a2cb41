#include "core/feed.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "core/lanes.h"

namespace hindcast {
namespace {

void blank(int context, int channels, int horizon, float* x, float* targets, float* anchors) {
  std::memset(x, 0, static_cast<size_t>(context) * stepStride(channels) * sizeof(float));
  std::memset(anchors, 0, kLanes * sizeof(float));
  if (targets == nullptr) return;
  for (int k = 0; k < horizon * kLanes; k++) targets[k] = std::numeric_limits<float>::quiet_NaN();
}

}  // namespace

Status WindowFeed::check() const {
  const int64_t length = context_ + (targets_ ? source_.horizon : 0);
  for (int64_t k = 0; k < count_; k++) {
    const int64_t index = indices_[k];
    if (index < 0 || index >= source_.windows)
      return Status::error("Expected 0 to " + std::to_string(source_.windows - 1) +
                           " for the index of a window but received " + std::to_string(index));
    const int64_t start = source_.starts[index];
    if (start < 0 || start + length > source_.rows)
      return Status::error("Expected rows " + std::to_string(start) + " to " + std::to_string(start + length - 1) +
                           " for window " + std::to_string(index) + " but the source has " +
                           std::to_string(source_.rows) + " rows");
  }
  return Status::ok();
}

int64_t WindowFeed::observedTargets(int64_t first, int64_t count) const {
  int64_t observed = 0;
  for (int64_t k = first; k < first + count; k++) {
    const float* target = window(k) + static_cast<int64_t>(context_) * source_.channels;
    for (int step = 0; step < source_.horizon; step++)
      observed += !std::isnan(target[step * int64_t{source_.channels}]);
  }
  return observed;
}

void WindowFeed::fill(int64_t first, int count, float* x, float* targets, float* anchors) const {
  blank(context_, source_.channels + source_.mask, source_.horizon, x, targets, anchors);
  for (int lane = 0; lane < count; lane++) {
    const float* rows = window(first + lane);
    float anchor = 0;
    if (source_.anchorLast)
      for (int t = context_ - 1; t >= 0; t--) {
        const float value = rows[static_cast<int64_t>(t) * source_.channels];
        if (std::isnan(value)) continue;
        anchor = value;
        break;
      }
    anchors[lane] = anchor;
    fillLane(rows, anchor, x + lane, targets == nullptr ? nullptr : targets + lane);
  }
}

void WindowFeed::fillLane(const float* rows, float anchor, float* x, float* targets) const {
  const int channels = source_.channels;
  const size_t stride = stepStride(channels + source_.mask);
  for (int t = 0; t < context_; t++, rows += channels, x += stride) {
    const bool observed = !std::isnan(rows[0]);
    x[0] = observed ? rows[0] - anchor : 0.0f;
    for (int c = 1; c < channels; c++) x[c * kLanes] = std::isnan(rows[c]) ? 0.0f : rows[c];
    if (source_.mask) x[channels * kLanes] = observed ? 1.0f : 0.0f;
  }
  if (targets == nullptr) return;
  for (int step = 0; step < source_.horizon; step++, rows += channels) targets[step * kLanes] = rows[0] - anchor;
}

int64_t TensorFeed::observedTargets(int64_t first, int64_t count) const {
  int64_t observed = 0;
  for (int64_t k = first * horizon_; k < (first + count) * horizon_; k++) observed += !std::isnan(y_[k]);
  return observed;
}

void TensorFeed::fill(int64_t first, int count, float* x, float* targets, float* anchors) const {
  blank(context_, channels_, horizon_, x, targets, anchors);
  for (int lane = 0; lane < count; lane++) {
    const float* from = x_ + (first + lane) * context_ * channels_;
    for (int t = 0; t < context_; t++)
      for (int c = 0; c < channels_; c++)
        x[t * stepStride(channels_) + static_cast<size_t>(c) * kLanes + lane] = *from++;
    for (int step = 0; step < horizon_; step++) targets[step * kLanes + lane] = y_[(first + lane) * horizon_ + step];
  }
}

}  // namespace hindcast
