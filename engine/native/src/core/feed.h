#pragma once

#include <cstdint>
#include <vector>

#include "core/status.h"

namespace hindcast {

/** Where a feed writes one shard; null for what the graph does not read. */
struct FeedRows {
  float* x = nullptr;        // [T][I]
  float* future = nullptr;   // [h][future]
  float* statics = nullptr;  // [statics]
  float* targets = nullptr;  // [h], NaN where there is none
  float* anchors = nullptr;  // [h], what was taken off the target of each step
  float* weights = nullptr;  // [1]
  float* scales = nullptr;   // [1]
};

/** Sizes of what a feed writes. */
struct FeedSizes {
  int context = 0;
  int channels = 0;
  int horizon = 0;
  int future = 0;
  int futureSteps = 0;
  int statics = 0;
};

/** Where shards come from: a list of examples, of which a shard takes up to kLanes neighbours. */
class Feed {
 public:
  virtual ~Feed() = default;
  virtual int64_t size() const = 0;
  /** Sum of the weights of the observed targets of the examples first .. first + count - 1. */
  virtual double observedWeight(int64_t first, int64_t count) const = 0;
  /** Writes those examples to lanes 0 .. count - 1 and blanks the others (zeros, and NaN for targets). */
  virtual void fill(int64_t first, int count, const FeedRows& rows) const = 0;
};

/** Series as windows; what the fields mean stands in engine/native/api.ts, WindowSource. */
struct WindowSource {
  const float* values = nullptr;  // [rows][channels]
  int64_t rows = 0;
  int channels = 0;
  const int32_t* starts = nullptr;
  int64_t windows = 0;
  int horizon = 0;
  int targetOffset = 0;
  bool anchorLast = false;
  int difference = 0;
  enum class Scaling { kNone, kWindow, kLevel } scaling = Scaling::kNone;
  bool mask = false;
  std::vector<int32_t> future;        // channels
  const float* statics = nullptr;     // [n][statics]
  int64_t staticRows = 0;
  const int32_t* staticOf = nullptr;  // [windows]
  const float* weights = nullptr;     // [windows], or null
  const float* scales = nullptr;      // [windows], or null
};

/** Windows of a source, cut while they are read. */
class WindowFeed final : public Feed {
 public:
  /** `indices` are into source.starts; `targets` says whether the windows need them. */
  WindowFeed(const WindowSource& source, const FeedSizes& sizes, const int32_t* indices, int64_t count, bool targets)
      : source_(source), sizes_(sizes), indices_(indices), count_(count), targets_(targets) {}

  /** Whether every index exists and every window ends within the rows. */
  Status check() const;

  int64_t size() const override { return count_; }
  double observedWeight(int64_t first, int64_t count) const override;
  void fill(int64_t first, int count, const FeedRows& rows) const override;

 private:
  const float* window(int64_t example) const {
    return source_.values + static_cast<int64_t>(source_.starts[indices_[example]]) * source_.channels;
  }
  float weight(int64_t example) const {
    return source_.weights == nullptr ? 1.0f : source_.weights[indices_[example]];
  }
  /** How the target of one window is brought to the network's units: (v - centre) / scale - anchor, or (v - base) / scale. */
  struct Units {
    double centre = 0;
    double scale = 1;
    float anchor = 0;
    int last = -1;  // the last step of the context that was observed
    float of(float value) const { return static_cast<float>((value - centre) / scale) - anchor; }
    float change(double value, double base) const { return static_cast<float>((value - base) / scale); }
  };
  /** Rows that a window reads, from its start. */
  int64_t length() const;
  Units unitsOf(const float* window) const;
  /** Population deviation from zero of the window's differences; 0 where there is none. */
  double deviationOfDifferences(const float* window) const;
  /** The value whose change the target of a step ahead is, from 0; the centre where nothing was observed. */
  double baseOf(const float* window, const Units& units, int step) const;
  /** The target at a step of the context as the network reads it; NaN for a gap. */
  float contextTarget(const float* window, const Units& units, int step) const;
  void fillContext(const float* window, const Units& units, float* x) const;
  void fillFuture(const float* window, const Units& units, float* future) const;
  /** Anchors of all steps ahead and, where `targets` is not null, what is left of the targets. */
  void fillTargets(const float* window, const Units& units, float* anchors, float* targets) const;

  const WindowSource& source_;
  FeedSizes sizes_;
  const int32_t* indices_;
  int64_t count_;
  bool targets_;
};

/** A batch as plain tensors; api.ts, TensorBatch. */
struct TensorBatch {
  int64_t batch = 0;
  const float* x = nullptr;
  const float* y = nullptr;
  const float* future = nullptr;
  const float* statics = nullptr;
  const float* weights = nullptr;
  const float* scales = nullptr;
};

class TensorFeed final : public Feed {
 public:
  TensorFeed(const TensorBatch& tensors, const FeedSizes& sizes) : tensors_(tensors), sizes_(sizes) {}

  int64_t size() const override { return tensors_.batch; }
  double observedWeight(int64_t first, int64_t count) const override;
  void fill(int64_t first, int count, const FeedRows& rows) const override;

 private:
  float weight(int64_t example) const { return tensors_.weights == nullptr ? 1.0f : tensors_.weights[example]; }

  TensorBatch tensors_;
  FeedSizes sizes_;
};

}  // namespace hindcast
