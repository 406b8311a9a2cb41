#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/graph.h"
#include "kernel/operation.h"

namespace hindcast {

/** One named tensor of the parameter vector. */
struct Parameter {
  std::string name;  // <output tensor of the node>.<role>
  std::vector<int> shape;
  int64_t offset = 0;  // in floats
  int node = 0;
  Role role = Role::kInput;
  int gates = 1;  // the first dimension is gates x units
  Initial initial = Initial::kZero;

  int64_t size() const;
};

/**
 * The one shape table: every loop over parameters (initial values, views of a node, the list handed out)
 * is a loop over it. Parameters of a node are neighbours.
 */
class ParameterTable {
 public:
  /** The parameter `<output>.<name>` of a node. */
  void append(const std::string& output, int node, const ParameterRule& rule);
  /** Whether a node has just the parameters that another node's rule asks for. */
  bool fits(int node, const NodeRule& rule) const;
  const std::vector<Parameter>& all() const { return parameters_; }
  /** Floats of the parameter vector. */
  int64_t count() const { return count_; }
  /** The output names of the nodes that have parameters, and where each one's begin and end. */
  struct Layer {
    std::string name;
    int64_t from = 0;
    int64_t to = 0;
  };
  std::vector<Layer> layers() const;
  /** The roles of `node` inside `vector`, which has the layout of this table. */
  template <class Float>
  Weights<Float> weights(int node, Float* vector) const;
  /** Seeded initial values. */
  void initialise(uint64_t seed, Start start, float* vector) const;

 private:
  double uniformBound(int node) const;

  std::vector<Parameter> parameters_;
  int64_t count_ = 0;
};

template <class Float>
Weights<Float> ParameterTable::weights(int node, Float* vector) const {
  Weights<Float> weights;
  for (const Parameter& parameter : parameters_) {
    if (parameter.node != node) continue;
    Float* at = vector + parameter.offset;
    switch (parameter.role) {
      case Role::kInput: weights.input = at; break;
      case Role::kRecurrent: weights.recurrent = at; break;
      case Role::kBias: weights.bias = at; break;
      case Role::kRecurrentBias: weights.recurrentBias = at; break;
    }
  }
  return weights;
}

}  // namespace hindcast
