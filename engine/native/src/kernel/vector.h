#pragma once

/*
 * Included only by the translation units isa_*.cc, which define
 *   HINDCAST_ISA     the namespace of the set; everything compiled for it lives there, because an inline
 *                    function of the same name in two sets would be merged by the linker
 *   HINDCAST_WIDTH   floats in a vector
 * For the same reason nothing here calls a template or inline function of the standard library.
 */

#include <math.h>
#include <string.h>

#include "core/lanes.h"
#include "kernel/table.h"

#if defined(__clang__)
#define HINDCAST_UNROLL _Pragma("unroll")
#else
#define HINDCAST_UNROLL _Pragma("GCC unroll 32")
#endif
#define HINDCAST_INLINE inline __attribute__((always_inline))

namespace hindcast::HINDCAST_ISA {

constexpr int kWidth = HINDCAST_WIDTH;
/** Vectors in a row of kLanes. */
constexpr int kRowVectors = kLanes / kWidth;

typedef float Vector __attribute__((vector_size(kWidth * 4)));
typedef int32_t IntVector __attribute__((vector_size(kWidth * 4)));
typedef uint32_t WordVector __attribute__((vector_size(kWidth * 4)));
typedef float VectorInMemory __attribute__((vector_size(kWidth * 4), may_alias));

/** Rows are aligned to cache lines, so every load and store is. */
HINDCAST_INLINE Vector load(const float* p) { return *reinterpret_cast<const VectorInMemory*>(p); }
HINDCAST_INLINE void store(float* p, Vector v) { *reinterpret_cast<VectorInMemory*>(p) = v; }
HINDCAST_INLINE Vector broadcast(float value) { return Vector{} + value; }

HINDCAST_INLINE Vector clamp(Vector x, float low, float high) {
  const Vector lowest = broadcast(low), highest = broadcast(high);
  x = x < lowest ? lowest : x;
  return x > highest ? highest : x;
}

/** Sum of the elements. */
HINDCAST_INLINE float horizontalSum(Vector v) {
  float parts[kWidth];
  memcpy(parts, &v, sizeof(parts));
  HINDCAST_UNROLL
  for (int half = kWidth / 2; half > 0; half /= 2) {
    HINDCAST_UNROLL
    for (int k = 0; k < half; k++) parts[k] += parts[k + half];
  }
  return parts[0];
}

/** A list of lanes, made by `lanesOf`. */
template <int... Lanes>
struct LaneList {};

template <int Count, int... Lanes>
struct CountLanes : CountLanes<Count - 1, Count - 1, Lanes...> {};
template <int... Lanes>
struct CountLanes<0, Lanes...> {
  typedef LaneList<Lanes...> List;
};

/**
 * Two vectors in blocks of four lanes. Interleaved: of each block the lanes 2 Half and 2 Half + 1 of a and b in turn;
 * otherwise the pair Half of a, then that of b.
 */
template <int Half, bool Interleaved, int... Lanes>
HINDCAST_INLINE Vector mergeBlocks(Vector a, Vector b, LaneList<Lanes...>) {
  return __builtin_shufflevector(
      a, b,
      (Interleaved ? Lanes / 4 * 4 + 2 * Half + Lanes % 4 / 2 + Lanes % 2 * kWidth
                   : Lanes / 4 * 4 + 2 * Half + Lanes % 2 + Lanes % 4 / 2 * kWidth)...);
}

/** The four sums of the elements of a, b, c and d, by sums of pairs in a tree. */
HINDCAST_INLINE void horizontalSums(Vector a, Vector b, Vector c, Vector d, float (&sums)[4]) {
  if constexpr (kWidth >= 4) {
    typedef typename CountLanes<kWidth>::List All;
    const Vector ab = mergeBlocks<0, true>(a, b, All()) + mergeBlocks<1, true>(a, b, All());
    const Vector cd = mergeBlocks<0, true>(c, d, All()) + mergeBlocks<1, true>(c, d, All());
    const Vector all = mergeBlocks<0, false>(ab, cd, All()) + mergeBlocks<1, false>(ab, cd, All());
    float blocks[kWidth];
    memcpy(blocks, &all, sizeof(blocks));
    HINDCAST_UNROLL
    for (int half = kWidth / 2; half >= 4; half /= 2) {
      HINDCAST_UNROLL
      for (int k = 0; k < half; k++) blocks[k] += blocks[k + half];
    }
    memcpy(sums, blocks, sizeof(sums));
  } else {
    sums[0] = horizontalSum(a);
    sums[1] = horizontalSum(b);
    sums[2] = horizontalSum(c);
    sums[3] = horizontalSum(d);
  }
}

/** x = n ln 2 + r with |r| <= ln(2) / 2; `power` is 2^n and `fraction` is exp(r) - 1. */
struct ReducedExponential {
  Vector power;
  Vector fraction;
};

/** |x| <= 87; NaN goes through `fraction`. */
HINDCAST_INLINE ReducedExponential reduceExponential(Vector x) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits of the representation.
  const float rounder = 12582912.0f;
  const Vector shifted = x * 1.44269504088896341f + rounder;
  const Vector n = shifted - rounder;
  // ln 2 in two parts; the first has few enough bits for n times it to be exact.
  const Vector r = (x - n * 0.693145751953125f) - n * 1.42860682030941723e-6f;
  // exp(r) = 1 + r + r^2 (1/2 + r/6 + r^2/24 + ...): the Taylor series reaches 1e-8 at degree 7.
  Vector series = broadcast(1.0f / 5040);
  series = series * r + 1.0f / 720;
  series = series * r + 1.0f / 120;
  series = series * r + 1.0f / 24;
  series = series * r + 1.0f / 6;
  series = series * r + 0.5f;
  const IntVector bits = ((IntVector)shifted << 23) + 0x3F800000;
  return {(Vector)bits, series * r * r + r};
}

/** exp, at most 2 ulp off where the result is a normal number; clamped beyond |x| = 87. */
HINDCAST_INLINE Vector exponential(Vector x) {
  const ReducedExponential e = reduceExponential(clamp(x, -87.0f, 87.0f));
  return e.power * e.fraction + e.power;
}

HINDCAST_INLINE Vector squareRoot(Vector x) {
  for (int k = 0; k < kWidth; k++) x[k] = sqrtf(x[k]);
  return x;
}

/** 1 / (1 + exp(-x)). */
HINDCAST_INLINE Vector sigmoid(Vector x) { return 1.0f / (1.0f + exponential(-x)); }

/** (e - 1) / (e + 1) with e = exp(2 x), formed from e - 1, so that it keeps its digits near zero. */
HINDCAST_INLINE Vector hyperbolicTangent(Vector x) {
  const ReducedExponential e = reduceExponential(clamp(2.0f * x, -30.0f, 30.0f));
  const Vector minusOne = e.power * e.fraction + (e.power - 1.0f);
  return minusOne / (minusOne + 2.0f);
}

/** log(1 + exp(x)) as max(x, 0) + log(1 + e), e = exp(-|x|), with log(1 + e) = 2 artanh(e / (2 + e)) as a series. */
HINDCAST_INLINE Vector softplus(Vector x) {
  const Vector positive = x > Vector{} ? x : Vector{};
  const Vector e = exponential(x > Vector{} ? -x : x);
  const Vector s = e / (e + 2.0f), square = s * s;
  Vector series = broadcast(1.0f / 15);
  series = series * square + 1.0f / 13;
  series = series * square + 1.0f / 11;
  series = series * square + 1.0f / 9;
  series = series * square + 1.0f / 7;
  series = series * square + 1.0f / 5;
  series = series * square + 1.0f / 3;
  series = series * square + 1.0f;
  return positive + 2.0f * s * series;
}

}  // namespace hindcast::HINDCAST_ISA
