/* AVX2 and FMA: 16 registers of 8 floats. */
#define HINDCAST_ISA avx2
#define HINDCAST_WIDTH 8
#define HINDCAST_BLOCK_VECTORS 2
#define HINDCAST_BLOCK_ROWS 4
#define HINDCAST_GRU_ROWS 8
#define HINDCAST_GRADIENT_ROWS 4
#define HINDCAST_GRADIENT_COLUMNS 3
#include "kernel/build_table.h"

namespace hindcast {
extern const Kernels kAvx2Kernels;
constexpr Kernels kAvx2Kernels = avx2::buildTable("avx2");
}  // namespace hindcast
