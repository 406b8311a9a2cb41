#pragma once

#include <string>
#include <vector>

#include "core/graph.h"
#include "core/params.h"
#include "core/status.h"
#include "kernel/table.h"

namespace hindcast {

struct Tensor {
  std::string name;
  Shape shape;
  bool gradient = false;  // depends on a parameter
  bool drawn = false;     // depends on the noise
  /** Nodes by index: who writes it (-1: from outside) and who reads it last (-1: nobody). */
  int writer = -1;
  int lastReader = -1;

  /** Floats of one shard of it. */
  size_t floats() const;
  std::string describe() const;
};

/** A node with its tensors by index into Plan::tensors; -1 for none. */
struct PlanNode {
  Op op = Op::kAdd;
  NodeShape shape;
  int weights = 0;  // the node whose parameters it uses
  int input = -1;
  int right = -1;
  int third = -1;
  int output = -1;
  int second = -1;
  /** Another node has written this gradient before, in the order of the backward pass. */
  bool accumulateInput = false;
  bool accumulateRight = false;
  bool accumulateThird = false;
  /** A gradient that two of its inputs share must be zeroed before the node adds to it; -1: none. */
  int zeroFirst = -1;
};

/** A graph with every shape known and checked. */
struct Plan {
  int context = 0;
  int channels = 0;
  int horizon = 0;  // of future, teacher and noise
  int outputs = 0;
  std::vector<Tensor> tensors;
  /** Tensors from outside; -1 where the graph has none. */
  int x = 0;
  int future = -1;
  int statics = -1;
  int teacher = -1;
  int noise = -1;
  int scale = -1;
  std::vector<PlanNode> nodes;
  int output = 0;
  bool carries = false;
  ParameterTable parameters;

  int features(int tensor) const { return tensor < 0 ? 0 : tensors[static_cast<size_t>(tensor)].shape.features; }
};

/** Refuses, naming the shapes, what cannot be computed. The rules of the operations are the same on every set. */
Status planGraph(const Graph& graph, const Kernels& kernels, Plan& plan);

}  // namespace hindcast
