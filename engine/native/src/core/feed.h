#pragma once

#include <cstdint>

#include "core/status.h"

namespace hindcast {

/** Where shards come from: a list of examples, of which a shard takes up to kLanes neighbours. */
class Feed {
 public:
  virtual ~Feed() = default;
  virtual int64_t size() const = 0;
  /** Observed targets of the examples first .. first + count - 1. */
  virtual int64_t observedTargets(int64_t first, int64_t count) const = 0;
  /**
   * Writes those examples to lanes 0 .. count - 1 and blanks the others (zeros, and NaN for targets):
   * x [T][I], targets [h] unless null, anchors [1].
   */
  virtual void fill(int64_t first, int count, float* x, float* targets, float* anchors) const = 0;
};

/** Series as windows; what the fields mean stands in engine/native/api.ts, WindowSource. */
struct WindowSource {
  const float* values = nullptr;  // [rows][channels]
  int64_t rows = 0;
  int channels = 0;
  const int32_t* starts = nullptr;
  int64_t windows = 0;
  int horizon = 0;
  bool anchorLast = false;
  bool mask = false;
};

/** Windows of a source, cut while they are read. */
class WindowFeed final : public Feed {
 public:
  /** `indices` are into source.starts; `targets` says whether the windows need them. */
  WindowFeed(const WindowSource& source, int context, const int32_t* indices, int64_t count, bool targets)
      : source_(source), context_(context), indices_(indices), count_(count), targets_(targets) {}

  /** Whether every index exists and every window ends within the rows. */
  Status check() const;

  int64_t size() const override { return count_; }
  int64_t observedTargets(int64_t first, int64_t count) const override;
  void fill(int64_t first, int count, float* x, float* targets, float* anchors) const override;

 private:
  const float* window(int64_t example) const {
    return source_.values + static_cast<int64_t>(source_.starts[indices_[example]]) * source_.channels;
  }
  void fillLane(const float* window, float anchor, float* x, float* targets) const;

  WindowSource source_;
  int context_;
  const int32_t* indices_;
  int64_t count_;
  bool targets_;
};

/** Plain tensors x [B][T][I] and y [B][h]. */
class TensorFeed final : public Feed {
 public:
  TensorFeed(const float* x, const float* y, int64_t batch, int context, int channels, int horizon)
      : x_(x), y_(y), batch_(batch), context_(context), channels_(channels), horizon_(horizon) {}

  int64_t size() const override { return batch_; }
  int64_t observedTargets(int64_t first, int64_t count) const override;
  void fill(int64_t first, int count, float* x, float* targets, float* anchors) const override;

 private:
  const float* x_;
  const float* y_;
  int64_t batch_;
  int context_;
  int channels_;
  int horizon_;
};

}  // namespace hindcast
