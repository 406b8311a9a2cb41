#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "kernel/table.h"

namespace hindcast {

/** The sets that are compiled in and that the processor and the system support, best first; `scalar` is last. */
const std::vector<const Kernels*>& availableKernels();

/** The set named `name`, or the best one when it is empty. An unknown or unsupported name is an error. */
Status findKernels(const std::string& name, const Kernels*& kernels);

}  // namespace hindcast
