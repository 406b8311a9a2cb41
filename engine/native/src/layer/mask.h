#pragma once

#include "kernel/vector.h"

/* Random numbers without a state: a hash of a key (seed, step, node, shard) and a place, so that no order of work changes them. */

namespace hindcast::HINDCAST_ISA::mask {

/** A bijection of 32-bit words that spreads every input bit. */
HINDCAST_INLINE WordVector mix(WordVector x) {
  x = (x ^ (x >> 16)) * 0x7FEB352Du;
  x = (x ^ (x >> 15)) * 0x846CA68Bu;
  return x ^ (x >> 16);
}

/** Numbers in [0, 1) for the places at `index`. */
HINDCAST_INLINE Vector uniform(WordVector index, uint64_t key) {
  const WordVector word = mix(mix(index + static_cast<uint32_t>(key)) ^ static_cast<uint32_t>(key >> 32));
  // 24 bits, which a float holds exactly.
  return __builtin_convertvector((IntVector)(word >> 8), Vector) * 0x1p-24f;
}

/** 0, 1, 2, ... */
HINDCAST_INLINE WordVector firstIndices() {
  WordVector index = {};
  for (int k = 0; k < kWidth; k++) index[k] = static_cast<uint32_t>(k);
  return index;
}

}  // namespace hindcast::HINDCAST_ISA::mask
