#pragma once

#include <string>
#include <vector>

#include "core/graph.h"
#include "core/params.h"
#include "core/status.h"

namespace hindcast {

/** A sequence [steps][features], or a vector [features] when steps is 0. */
struct Tensor {
  std::string name;
  int steps = 0;
  int features = 0;
  bool gradient = false;  // depends on a parameter

  /** Floats of one shard of it. */
  size_t floats() const;
  std::string describe() const;
};

/** A node with its tensors by index into Plan::tensors. */
struct PlanNode {
  Op op = Op::kAdd;
  NodeShape shape;
  int input = 0;
  int right = -1;
  int output = 0;
  /** Another node has written this gradient before, in the order of the backward pass. */
  bool accumulateInput = false;
  bool accumulateRight = false;
};

/** A graph with every shape known and checked. */
struct Plan {
  int context = 0;
  int channels = 0;
  int outputs = 0;
  std::vector<Tensor> tensors;  // the first is x
  std::vector<PlanNode> nodes;
  int output = 0;
  ParameterTable parameters;
};

/** Refuses, naming the shapes, what cannot be computed. */
Status planGraph(const Graph& graph, Plan& plan);

}  // namespace hindcast
