#pragma once

#include <cstddef>
#include <cstdint>

namespace hindcast {

/*
 * Dimension letters of the core: B batch, T time, I inputs, H hidden, F features of any tensor,
 * G gates of a cell, O outputs, h horizon, l lane.
 */

/**
 * Windows in a shard. The batch is the vector lane: a feature of a shard at one step is a row of
 * kLanes floats, exactly one cache line. A batch is cut into ceil(B / kLanes) shards whatever the
 * number of threads; lanes beyond the batch hold zeros and receive no gradient.
 */
constexpr int kLanes = 16;

/** Shards of so many examples. */
constexpr int64_t shardCount(int64_t examples) { return (examples + kLanes - 1) / kLanes; }

/** Bytes to which every array and every row is aligned. */
constexpr size_t kAlignment = 64;

/**
 * Floats from one step of a sequence [T][F][kLanes] to the next. An odd count of cache lines, so that
 * one feature over all steps spreads over all cache sets also when F is a power of two.
 */
constexpr size_t stepStride(int features) { return static_cast<size_t>(features | 1) * kLanes; }

/** `floats` rounded up so that the array after it stays aligned. */
constexpr size_t alignedFloats(size_t floats) {
  constexpr size_t unit = kAlignment / sizeof(float);
  return (floats + unit - 1) / unit * unit;
}

}  // namespace hindcast
