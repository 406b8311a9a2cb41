#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/operation.h"
#include "kernel/operations.h"
#include "loss/loss.h"

namespace hindcast {

/** One operation as the caller states it: tensors by name, "" for none; what each is stands in api.ts. */
struct GraphNode {
  Op op = Op::kAdd;
  std::string input;   // left of an add or concat
  std::string right;   // right, teacher, state, noise
  std::string third;   // cell, scale
  std::string output;
  std::string second;  // finalCell
  std::string weights;
  Attributes attributes;
};

/** Reads the tensors x, future, static, teacher, noise and scale (api.ts, Graph) and writes `output` [O]. */
struct Graph {
  int context = 0;
  int channels = 0;
  int horizon = 0;
  int future = 0;
  int statics = 0;
  bool teacher = false;
  bool noise = false;
  bool scale = false;
  std::vector<GraphNode> nodes;
  std::string output;
};

struct OptimizerSpec {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double clipNorm = 0;
  double clipValue = 0;
  double weightDecay = 0;
  bool decoupled = true;
  double noise = 0;
};

/**
 * `kOrthogonal`: as the rules of the operations ask, Glorot uniform, orthogonal for each gate, normal, a forget bias of 1, ones, zeros.
 * `kUniform`: weights and biases of a node alike within 1 / sqrt(n), n the hidden units of a recurrent layer and the inputs of a
 * dense one; learned rows standard normal; what a rule wants to start at zero or one, so.
 */
enum class Start { kOrthogonal, kUniform };

struct ModelSpec {
  Graph graph;
  LossSpec loss;
  OptimizerSpec optimizer;
  uint64_t seed = 0;
  Start start = Start::kOrthogonal;
  int threads = 0;
};

}  // namespace hindcast
