/* The reference: the same sources with vectors of one element. */
#define HINDCAST_ISA scalar
#define HINDCAST_WIDTH 1
#define HINDCAST_BLOCK_VECTORS 2
#define HINDCAST_BLOCK_ROWS 4
#define HINDCAST_GRU_ROWS 4
#define HINDCAST_GRADIENT_ROWS 2
#define HINDCAST_GRADIENT_COLUMNS 2
#include "kernel/build_table.h"

namespace hindcast {
extern const Kernels kScalarKernels;
constexpr Kernels kScalarKernels = scalar::buildTable("scalar");
}  // namespace hindcast
