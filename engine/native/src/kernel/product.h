#pragma once

#include "kernel/vector.h"

/*
 * The two products that take nearly all of the time.
 *
 * 1. rows = W x. W [M][K] is packed into panels of R rows, [panel][K][R], padded with zeros; x is [K][kLanes].
 *    A block of R rows x Q vectors of accumulators stays in registers over K.
 * 2. dW += sum over t and lanes of g[t] x[t]', both operands with the lanes along the vector. A block of
 *    kGradientRows x kGradientColumns accumulators stays in registers over a chunk of steps; one horizontal
 *    sum an element ends it.
 */

namespace hindcast::HINDCAST_ISA {

/** Vectors of a block of product 1. */
constexpr int kBlockVectors = HINDCAST_BLOCK_VECTORS;
/** Rows of a block of product 1; a multiple of 4. */
constexpr int kBlockRows = HINDCAST_BLOCK_ROWS;
constexpr int kBlockLanes = kBlockVectors * kWidth;

constexpr int kGradientRows = HINDCAST_GRADIENT_ROWS;
constexpr int kGradientColumns = HINDCAST_GRADIENT_COLUMNS;
/** Steps a chunk of product 2: long enough to hide the horizontal sums, short enough for the cache. */
constexpr int kChunkSteps = 64;

HINDCAST_INLINE int panels(int rows, int panelRows) { return (rows + panelRows - 1) / panelRows; }

/** Packs W[m][k] = weights[m * rowStep + k * columnStep] as [panel][K][R]. */
template <int R>
void packPanels(const float* weights, size_t rowStep, size_t columnStep, int M, int K, float* packed) {
  for (int p = 0; p < panels(M, R); p++)
    for (int k = 0; k < K; k++)
      for (int r = 0; r < R; r++) {
        const int m = p * R + r;
        *packed++ = m < M ? weights[m * rowStep + k * columnStep] : 0.0f;
      }
}

/**
 * Packs the gates of a cell, W[g * H + u][k], so that a panel holds the same U units of all listed gates,
 * [panel][k][gate][U]; `stride` floats lie between panels.
 */
template <int U, int Gates>
void packGates(const float* weights, const int (&gates)[Gates], int H, int K, float* packed, size_t stride) {
  for (int p = 0; p < panels(H, U); p++)
    for (int k = 0; k < K; k++)
      for (int g = 0; g < Gates; g++)
        for (int u = 0; u < U; u++) {
          const int unit = p * U + u;
          packed[p * stride + (static_cast<size_t>(k) * Gates + g) * U + u] =
              unit < H ? weights[static_cast<size_t>(gates[g] * H + unit) * K + k] : 0.0f;
        }
}

/** sums[First + r][q] += sum over k of panel[k][r] x[k][q], r < Count. */
template <int First, int Count, int R, int Q>
HINDCAST_INLINE void multiply(Vector (&sums)[R][Q], const float* panel, const float* x, int K) {
  for (int k = 0; k < K; k++) {
    Vector row[Q];
    HINDCAST_UNROLL
    for (int q = 0; q < Q; q++) row[q] = load(x + q * kWidth);
    HINDCAST_UNROLL
    for (int r = 0; r < Count; r++) {
      HINDCAST_UNROLL
      for (int q = 0; q < Q; q++) sums[First + r][q] += panel[r] * row[q];
    }
    panel += Count;
    x += kLanes;
  }
}

template <int R, int Q>
HINDCAST_INLINE void fill(Vector (&sums)[R][Q], const float* bias) {
  HINDCAST_UNROLL
  for (int r = 0; r < R; r++) {
    HINDCAST_UNROLL
    for (int q = 0; q < Q; q++) sums[r][q] = broadcast(bias == nullptr ? 0.0f : bias[r]);
  }
}

/**
 * Leaves the accumulators in memory, from where loops over rows pick them up. Pointwise work directly on the
 * accumulators would compete with them for registers inside the loop over K.
 */
template <int R, int Q>
HINDCAST_INLINE void keep(const Vector (&sums)[R][Q], float (&block)[R][Q * kWidth]) {
  HINDCAST_UNROLL
  for (int r = 0; r < R; r++) {
    HINDCAST_UNROLL
    for (int q = 0; q < Q; q++) store(block[r] + q * kWidth, sums[r][q]);
  }
}

HINDCAST_INLINE int smaller(int a, int b) { return a < b ? a : b; }

/** y[m] (+)= bias + W x for one step; `packed` by packPanels<kBlockRows>, `bias` padded to whole panels or null. */
inline void multiplyRows(const float* packed, const float* bias, const float* x, int M, int K, float* y,
                         bool accumulate) {
  for (int p = 0; p < panels(M, kBlockRows); p++)
    for (int lane = 0; lane < kLanes; lane += kBlockLanes) {
      Vector sums[kBlockRows][kBlockVectors];
      fill(sums, bias == nullptr ? nullptr : bias + p * kBlockRows);
      multiply<0, kBlockRows>(sums, packed + static_cast<size_t>(p) * K * kBlockRows, x + lane, K);
      alignas(kAlignment) float block[kBlockRows][kBlockLanes];
      keep(sums, block);
      for (int r = 0; r < smaller(kBlockRows, M - p * kBlockRows); r++) {
        float* row = y + static_cast<size_t>(p * kBlockRows + r) * kLanes + lane;
        for (int v = 0; v < kBlockLanes; v += kWidth)
          store(row + v, accumulate ? load(row + v) + load(block[r] + v) : load(block[r] + v));
      }
    }
}

/** dW[m][n] += the sum of the elements of sums[m][n], four at a time. */
template <int Rows, int Columns>
HINDCAST_INLINE void addSums(const Vector (&sums)[Rows][Columns], float* dW, int ldw) {
  constexpr int whole = Rows * Columns / 4 * 4;
  HINDCAST_UNROLL
  for (int k = 0; k < whole; k += 4) {
    float four[4];
    horizontalSums(sums[k / Columns][k % Columns], sums[(k + 1) / Columns][(k + 1) % Columns],
                   sums[(k + 2) / Columns][(k + 2) % Columns], sums[(k + 3) / Columns][(k + 3) % Columns], four);
    HINDCAST_UNROLL
    for (int j = k; j < k + 4; j++) dW[static_cast<size_t>(j / Columns) * ldw + j % Columns] += four[j - k];
  }
  HINDCAST_UNROLL
  for (int k = whole; k < Rows * Columns; k++)
    dW[static_cast<size_t>(k / Columns) * ldw + k % Columns] += horizontalSum(sums[k / Columns][k % Columns]);
}

/** One block of product 2: dW[Rows][Columns] += sum over t < steps and lanes of g x. */
template <int Rows, int Columns>
HINDCAST_INLINE void gradientBlock(const float* g, size_t gStride, const float* x, size_t xStride, int steps, float* dW,
                                   int ldw) {
  Vector sums[Rows][Columns] = {};
  for (int t = 0; t < steps; t++, g += gStride, x += xStride) {
    HINDCAST_UNROLL
    for (int v = 0; v < kLanes; v += kWidth) {
      Vector column[Columns];
      HINDCAST_UNROLL
      for (int n = 0; n < Columns; n++) column[n] = load(x + n * kLanes + v);
      HINDCAST_UNROLL
      for (int m = 0; m < Rows; m++) {
        const Vector row = load(g + m * kLanes + v);
        HINDCAST_UNROLL
        for (int n = 0; n < Columns; n++) sums[m][n] += row * column[n];
      }
    }
  }
  addSums(sums, dW, ldw);
}

/** All columns of one block of rows. */
template <int Rows>
inline void gradientRows(const float* g, size_t gStride, const float* x, size_t xStride, int steps, int N, float* dW,
                         int ldw) {
  int n = 0;
  for (; n + kGradientColumns <= N; n += kGradientColumns)
    gradientBlock<Rows, kGradientColumns>(g, gStride, x + n * kLanes, xStride, steps, dW + n, ldw);
  for (; n < N; n++) gradientBlock<Rows, 1>(g, gStride, x + n * kLanes, xStride, steps, dW + n, ldw);
}

/** dW[M][N] += sum over t < steps and lanes of g[t][m] x[t][n]; rows of dW lie `ldw` apart. */
inline void addWeightGradient(const float* g, size_t gStride, int M, const float* x, size_t xStride, int N, int steps,
                              float* dW, int ldw) {
  constexpr int columnBlock = 16 * kGradientColumns;
  for (int t = 0; t < steps; t += kChunkSteps) {
    const int chunk = smaller(kChunkSteps, steps - t);
    for (int n = 0; n < N; n += columnBlock) {
      const int columns = smaller(columnBlock, N - n);
      const float* xChunk = x + t * xStride + static_cast<size_t>(n) * kLanes;
      int m = 0;
      for (; m + kGradientRows <= M; m += kGradientRows)
        gradientRows<kGradientRows>(g + t * gStride + m * kLanes, gStride, xChunk, xStride, chunk, columns,
                                    dW + static_cast<size_t>(m) * ldw + n, ldw);
      for (; m < M; m++)
        gradientRows<1>(g + t * gStride + m * kLanes, gStride, xChunk, xStride, chunk, columns,
                        dW + static_cast<size_t>(m) * ldw + n, ldw);
    }
  }
}

/** db[m] += sum over t < steps and lanes of g[t][m], for Rows neighbours. */
template <int Rows>
HINDCAST_INLINE void biasBlock(const float* g, size_t gStride, int steps, float* db) {
  Vector sums[Rows][1] = {};
  for (int t = 0; t < steps; t++, g += gStride) {
    HINDCAST_UNROLL
    for (int m = 0; m < Rows; m++) {
      HINDCAST_UNROLL
      for (int v = 0; v < kLanes; v += kWidth) sums[m][0] += load(g + m * kLanes + v);
    }
  }
  addSums(sums, db, 1);
}

/** db[m] += sum over t < steps and lanes of g[t][m]. */
inline void addBiasGradient(const float* g, size_t gStride, int M, int steps, float* db) {
  int m = 0;
  for (; m + 8 <= M; m += 8) biasBlock<8>(g + static_cast<size_t>(m) * kLanes, gStride, steps, db + m);
  for (; m < M; m++) biasBlock<1>(g + static_cast<size_t>(m) * kLanes, gStride, steps, db + m);
}

}  // namespace hindcast::HINDCAST_ISA
