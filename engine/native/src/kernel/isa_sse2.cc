/* The x86-64 baseline: 16 registers of 4 floats, no fused multiply-add. */
#define HINDCAST_ISA sse2
#define HINDCAST_WIDTH 4
#define HINDCAST_BLOCK_VECTORS 2
#define HINDCAST_BLOCK_ROWS 4
#define HINDCAST_GRU_ROWS 8
#define HINDCAST_GRADIENT_ROWS 4
#define HINDCAST_GRADIENT_COLUMNS 3
#include "kernel/build_table.h"

namespace hindcast {
extern const Kernels kSse2Kernels;
constexpr Kernels kSse2Kernels = sse2::buildTable("sse2");
}  // namespace hindcast
