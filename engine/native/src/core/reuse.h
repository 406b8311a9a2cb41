#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/lanes.h"

namespace hindcast {

/** Places arrays that live for a while into one stretch of memory: the first gap that is wide enough. Sizes in floats. */
class Reuse {
 public:
  /** Offset of a new array. */
  size_t take(size_t floats) {
    floats = alignedFloats(floats);
    size_t offset = 0;
    auto next = live_.begin();
    for (; next != live_.end() && next->offset < offset + floats; ++next) offset = next->offset + next->floats;
    live_.insert(next, {offset, floats});
    size_ = std::max(size_, offset + floats);
    return offset;
  }

  /** The array at `offset` is read no more. */
  void release(size_t offset) {
    live_.erase(std::find_if(live_.begin(), live_.end(), [&](const Piece& piece) { return piece.offset == offset; }));
  }

  /** The largest extent so far. */
  size_t size() const { return size_; }

 private:
  struct Piece {
    size_t offset;
    size_t floats;
  };
  std::vector<Piece> live_;  // by offset
  size_t size_ = 0;
};

}  // namespace hindcast
