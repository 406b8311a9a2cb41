#include "core/plan.h"

#include <utility>

#include "core/lanes.h"

namespace hindcast {
namespace {

constexpr int kMostSteps = 1 << 20;
constexpr int kMostFeatures = 1 << 16;
constexpr int kMostHidden = 1 << 12;
constexpr int64_t kMostParameters = int64_t{1} << 28;

const char* opName(Op op) {
  switch (op) {
    case Op::kRnn: return "rnn";
    case Op::kLstm: return "lstm";
    case Op::kGru: return "gru";
    case Op::kDropout: return "dropout";
    case Op::kLast: return "last";
    case Op::kChannel: return "channel";
    case Op::kDense: return "dense";
    case Op::kAdd: return "add";
  }
  return "";
}

std::string describe(const GraphNode& node) { return std::string(opName(node.op)) + " '" + node.output + "'"; }

int findTensor(const Plan& plan, const std::string& name) {
  for (size_t k = 0; k < plan.tensors.size(); k++)
    if (plan.tensors[k].name == name) return static_cast<int>(k);
  return -1;
}

Status expectRange(const std::string& what, int64_t value, int64_t low, int64_t high) {
  if (value >= low && value <= high) return Status::ok();
  return Status::error("Expected " + std::to_string(low) + " to " + std::to_string(high) + " for " + what +
                       " but received " + std::to_string(value));
}

Status expectSequence(const GraphNode& node, const Tensor& input) {
  if (input.steps > 0) return Status::ok();
  return Status::error("Expected a sequence [T, F] for the input of " + describe(node) + " but received " +
                       input.describe());
}

void addWeights(Plan& plan, const GraphNode& node, int index, int gates, int inputs, bool recurrent) {
  const int rows = gates * node.units;
  const Initial start = node.op == Op::kDense && node.zero ? Initial::kZero : Initial::kGlorot;
  plan.parameters.append(
      {node.output + (recurrent ? ".inputWeights" : ".weights"), {rows, inputs}, 0, index, Role::kInput, gates, start});
  if (recurrent)
    plan.parameters.append({node.output + ".recurrentWeights",
                            {rows, node.units},
                            0,
                            index,
                            Role::kRecurrent,
                            gates,
                            Initial::kOrthogonal});
  if (recurrent || node.flag)
    plan.parameters.append({node.output + ".bias",
                            {rows},
                            0,
                            index,
                            Role::kBias,
                            gates,
                            node.op == Op::kLstm ? Initial::kForgetBias : Initial::kZero});
  if (node.op == Op::kGru && node.flag)
    plan.parameters.append(
        {node.output + ".recurrentBias", {node.units}, 0, index, Role::kRecurrentBias, 1, Initial::kZero});
}

/** Works out the output of a node from its inputs and enters its parameters. */
Status planNode(const GraphNode& node, Plan& plan) {
  const int index = static_cast<int>(plan.nodes.size());
  PlanNode planned;
  planned.op = node.op;
  planned.input = findTensor(plan, node.input);
  if (planned.input < 0)
    return Status::error("Expected a tensor written before " + describe(node) + " for its input but received '" +
                         node.input + "'");
  if (findTensor(plan, node.output) >= 0)
    return Status::error("Expected a new name for the output of " + describe(node) + " but it is already a tensor");

  const Tensor input = plan.tensors[static_cast<size_t>(planned.input)];
  Tensor output{node.output, input.steps, input.features, input.gradient};
  switch (node.op) {
    case Op::kRnn:
    case Op::kLstm:
    case Op::kGru: {
      if (Status s = expectSequence(node, input); s.failed()) return s;
      if (Status s = expectRange("hidden of " + describe(node), node.units, 1, kMostHidden); s.failed()) return s;
      const int gates = node.op == Op::kRnn ? 1 : node.op == Op::kLstm ? 4 : 3;
      addWeights(plan, node, index, gates, input.features, true);
      output.features = node.units;
      output.gradient = true;
      break;
    }
    case Op::kDense:
      if (input.steps > 0)
        return Status::error("Expected a vector [F] for the input of " + describe(node) + " but received " +
                             input.describe());
      if (Status s = expectRange("units of " + describe(node), node.units, 1, kMostFeatures); s.failed()) return s;
      addWeights(plan, node, index, 1, input.features, false);
      output.features = node.units;
      output.gradient = true;
      break;
    case Op::kDropout:
      if (!(node.rate >= 0 && node.rate < 1))
        return Status::error("Expected 0 <= rate < 1 for " + describe(node) + " but received " +
                             std::to_string(node.rate));
      break;
    case Op::kLast:
      if (Status s = expectSequence(node, input); s.failed()) return s;
      output.steps = 0;
      break;
    case Op::kChannel:
      if (Status s = expectSequence(node, input); s.failed()) return s;
      if (node.units < 0 || node.units >= input.features)
        return Status::error("Expected a channel below " + std::to_string(input.features) + " for " + describe(node) +
                             " of " + input.describe() + " but received " + std::to_string(node.units));
      output.steps = 0;
      output.features = input.steps;
      break;
    case Op::kAdd: {
      planned.right = findTensor(plan, node.right);
      if (planned.right < 0)
        return Status::error("Expected a tensor written before " + describe(node) +
                             " for its right input but received '" + node.right + "'");
      const Tensor& right = plan.tensors[static_cast<size_t>(planned.right)];
      if (right.steps != input.steps || right.features != input.features)
        return Status::error("Expected two tensors of one shape for " + describe(node) + " but received " +
                             input.describe() + " and " + right.describe());
      output.gradient = input.gradient || right.gradient;
      break;
    }
  }
  planned.shape = {input.steps, input.features, output.features, node.units, node.flag, node.rate};
  planned.output = static_cast<int>(plan.tensors.size());
  plan.tensors.push_back(std::move(output));
  plan.nodes.push_back(planned);
  return expectRange("the number of parameters", plan.parameters.count(), 0, kMostParameters);
}

/** Walks back from the output: finds tensors that nothing reads and who writes a gradient first. */
Status planBackward(Plan& plan) {
  std::vector<bool> written(plan.tensors.size(), false);
  written[static_cast<size_t>(plan.output)] = true;
  for (size_t k = plan.nodes.size(); k-- > 0;) {
    PlanNode& node = plan.nodes[k];
    if (!written[static_cast<size_t>(node.output)])
      return Status::error("Expected every tensor to lead to the output '" +
                           plan.tensors[static_cast<size_t>(plan.output)].name + "' but '" +
                           plan.tensors[static_cast<size_t>(node.output)].name + "' does not");
    node.accumulateInput = written[static_cast<size_t>(node.input)];
    written[static_cast<size_t>(node.input)] = true;
    if (node.right >= 0) {
      node.accumulateRight = written[static_cast<size_t>(node.right)];
      written[static_cast<size_t>(node.right)] = true;
    }
  }
  return Status::ok();
}

}  // namespace

size_t Tensor::floats() const {
  return steps > 0 ? static_cast<size_t>(steps) * stepStride(features) : static_cast<size_t>(features) * kLanes;
}

std::string Tensor::describe() const {
  const std::string shape =
      steps > 0 ? std::to_string(steps) + ", " + std::to_string(features) : std::to_string(features);
  return "'" + name + "' [" + shape + "]";
}

Status planGraph(const Graph& graph, Plan& plan) {
  if (Status s = expectRange("context", graph.context, 1, kMostSteps); s.failed()) return s;
  if (Status s = expectRange("channels", graph.channels, 1, kMostFeatures); s.failed()) return s;
  plan.context = graph.context;
  plan.channels = graph.channels;
  plan.tensors.push_back({"x", graph.context, graph.channels, false});
  for (const GraphNode& node : graph.nodes)
    if (Status s = planNode(node, plan); s.failed()) return s;

  plan.output = findTensor(plan, graph.output);
  if (plan.output < 0)
    return Status::error("Expected the name of a tensor for the output of the graph but received '" + graph.output +
                         "'");
  const Tensor& output = plan.tensors[static_cast<size_t>(plan.output)];
  if (output.steps > 0)
    return Status::error("Expected a vector [O] for the output of the graph but received " + output.describe());
  plan.outputs = output.features;
  return planBackward(plan);
}

}  // namespace hindcast
