#pragma once

#include <cmath>
#include <cstdint>

namespace hindcast {

/** The finaliser of splitmix64: a bijection that spreads every input bit over all output bits. */
inline uint64_t mix64(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/** A key for one use of randomness, from a seed and up to three counters. */
inline uint64_t mixKey(uint64_t seed, uint64_t a, uint64_t b, uint64_t c) {
  return mix64(mix64(mix64(mix64(seed) ^ a) ^ b) ^ c);
}

/** A stream of random numbers for initial parameters. */
class Rng {
 public:
  explicit Rng(uint64_t key) : state_(key) {}

  /** Uniform in [0, 1). */
  double uniform() {
    const double value = static_cast<double>(mix64(state_) >> 11) * 0x1p-53;
    state_ += 0x9E3779B97F4A7C15u;
    return value;
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(6.283185307179586 * uniform());
  }

 private:
  uint64_t state_;
};

}  // namespace hindcast
