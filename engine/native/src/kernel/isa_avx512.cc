/* AVX-512 F, DQ, BW, VL: 32 registers of 16 floats. */
#define HINDCAST_ISA avx512
#define HINDCAST_WIDTH 16
#define HINDCAST_BLOCK_VECTORS 1
#define HINDCAST_BLOCK_ROWS 16
#define HINDCAST_GRU_ROWS 16
#define HINDCAST_GRADIENT_ROWS 6
#define HINDCAST_GRADIENT_COLUMNS 4
#include "kernel/build_table.h"

namespace hindcast {
extern const Kernels kAvx512Kernels;
constexpr Kernels kAvx512Kernels = avx512::buildTable("avx512");
}  // namespace hindcast
