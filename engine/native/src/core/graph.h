#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hindcast {

enum class Op { kRnn, kLstm, kGru, kDropout, kLast, kChannel, kDense, kAdd };
constexpr int kOpCount = 8;

/** One operation as the caller states it: tensors by name. */
struct GraphNode {
  Op op = Op::kAdd;
  std::string input;
  std::string right;  // second input of add
  std::string output;
  int units = 0;      // hidden of a cell, units of a dense layer, channel of a channel
  bool flag = false;  // resetAfter of a gru, bias of a dense layer
  bool zero = false;  // a dense layer that starts at zero
  float rate = 0;     // of a dropout
};

/** Reads the tensor `x` [T][I] and writes `output` [O]. */
struct Graph {
  int context = 0;
  int channels = 0;
  std::vector<GraphNode> nodes;
  std::string output;
};

enum class LossKind { kMse, kPinball };

struct LossSpec {
  LossKind kind = LossKind::kMse;
  std::vector<float> quantiles;

  /** Outputs that one target has. */
  int outputsPerTarget() const { return kind == LossKind::kMse ? 1 : static_cast<int>(quantiles.size()); }
};

struct OptimizerSpec {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double clipNorm = 0;
};

struct ModelSpec {
  Graph graph;
  LossSpec loss;
  OptimizerSpec optimizer;
  uint64_t seed = 0;
  int threads = 0;
};

}  // namespace hindcast
