#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <utility>

#include "core/lanes.h"

namespace hindcast {

/** One aligned allocation for one role (parameters, moments, gradients, the workspace of a thread). */
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() { release(); }

  /** Makes room for `floats` zeroed floats; false when the memory is not to be had. */
  bool reserve(size_t floats) {
    release();
    if (floats > kMostFloats) return false;
    data_ = static_cast<float*>(
        ::operator new(alignedFloats(floats) * sizeof(float), std::align_val_t(kArenaAlignment), std::nothrow));
    if (data_ == nullptr) return false;
    size_ = alignedFloats(floats);
    std::memset(data_, 0, size_ * sizeof(float));
    return true;
  }

  void release() {
    ::operator delete(data_, std::align_val_t(kArenaAlignment));
    data_ = nullptr;
    size_ = 0;
  }

  void swap(Arena& other) {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
  }

  float* data() { return data_; }
  const float* data() const { return data_; }
  /** Floats, rounded up to whole cache lines. */
  size_t size() const { return size_; }

 private:
  static constexpr size_t kMostFloats = static_cast<size_t>(-1) / sizeof(float) / 2;
  static constexpr size_t kArenaAlignment = 4096;

  float* data_ = nullptr;
  size_t size_ = 0;
};

/** Hands out consecutive aligned pieces: first of nothing, to learn the size, then of an arena. */
class Layout {
 public:
  /** Offset in floats of a new piece of `floats`. */
  size_t take(size_t floats) {
    const size_t offset = size_;
    size_ += alignedFloats(floats);
    return offset;
  }
  size_t size() const { return size_; }

 private:
  size_t size_ = 0;
};

}  // namespace hindcast
