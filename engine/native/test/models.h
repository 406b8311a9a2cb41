#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/session.h"
#include "kernel/dispatch.h"

namespace hindcast::test {

/** Two layers of different cells with dropout and a bypass. */
ModelSpec stackOf(Op first, Op second, int context, int hidden, int threads);
/**
 * Every operation of the core with one cell: an encoder in both directions, dilated and carrying its state, a decoder
 * with shared weights, a teacher and its own forecasts, embeddings, and a bypass of ordered levels.
 */
ModelSpec everyOperation(Op cell, int context, int hidden, int threads);

/** Sines with gaps, and all of their windows. */
struct Series {
  explicit Series(int context, int rows = 300);
  WindowSource source() const;

  int context;
  std::vector<float> values;
  std::vector<int32_t> starts;
  std::vector<int32_t> staticOf;
  std::vector<int32_t> order;
};

constexpr int kHorizon = 3;

/** A session that is expected to be made. */
std::unique_ptr<Session> makeSession(const ModelSpec& spec, const Kernels& kernels);
/** Trains `steps` steps of `batch` windows and returns the parameters; empty when the call failed. */
std::vector<float> trainedParameters(Session& session, const Series& series, int64_t batch, int steps);

}  // namespace hindcast::test
