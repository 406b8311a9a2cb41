/* NEON on arm64: 32 registers of 4 floats. */
#define HINDCAST_ISA neon
#define HINDCAST_WIDTH 4
#define HINDCAST_BLOCK_VECTORS 4
#define HINDCAST_BLOCK_ROWS 4
#define HINDCAST_GRU_ROWS 4
#define HINDCAST_GRADIENT_ROWS 4
#define HINDCAST_GRADIENT_COLUMNS 4
#include "kernel/build_table.h"

namespace hindcast {
extern const Kernels kNeonKernels;
constexpr Kernels kNeonKernels = neon::buildTable("neon");
}  // namespace hindcast
