#include "core/plan.h"

#include <algorithm>
#include <utility>

#include "core/lanes.h"

namespace hindcast {
namespace {

constexpr int kMostSteps = 1 << 20;
constexpr int kMostFeatures = 1 << 16;
constexpr int64_t kMostParameters = int64_t{1} << 28;

std::string describe(const GraphNode& node) {
  return std::string(kOperationNames[static_cast<size_t>(node.op)]) + " '" + node.output + "'";
}

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

int addTensor(Plan& plan, std::string name, Shape shape, bool gradient, int writer) {
  plan.tensors.push_back({std::move(name), shape, gradient, false, writer, -1});
  return static_cast<int>(plan.tensors.size()) - 1;
}

/** Finds an input; nothing where the node names none. */
Status findInput(Plan& plan, const GraphNode& node, const std::string& name, const char* what, int& tensor) {
  if (name.empty()) return Status::ok();
  tensor = findTensor(plan, name);
  if (tensor < 0)
    return Status::error("Expected a tensor written before " + describe(node) + " for its " + what +
                         " but received '" + name + "'");
  plan.tensors[static_cast<size_t>(tensor)].lastReader = static_cast<int>(plan.nodes.size());
  return Status::ok();
}

std::string describeInputs(const Plan& plan, const PlanNode& node) {
  std::string text;
  for (const int tensor : {node.input, node.right, node.third})
    if (tensor >= 0) text += (text.empty() ? "" : " and ") + plan.tensors[static_cast<size_t>(tensor)].describe();
  return text.empty() ? "no input" : text;
}

/** The numbers of a node that a rule may refuse. */
std::string describeAttributes(const GraphNode& node) {
  const Attributes& a = node.attributes;
  std::string text;
  const auto say = [&](const char* name, int value, int usual) {
    if (value != usual) text += std::string(text.empty() ? " (" : ", ") + name + " " + std::to_string(value);
  };
  say("units", a.units, 0);
  say("index", a.index, 0);
  say("count", a.count, 0);
  say("steps", a.steps, 0);
  say("dilation", a.dilation, 1);
  return text.empty() ? text : text + ")";
}

/** Enters the node's own parameters, or finds the node whose parameters it shares. */
Status planParameters(const GraphNode& node, const NodeRule& rule, PlanNode& planned, Plan& plan) {
  const int index = static_cast<int>(plan.nodes.size());
  planned.weights = index;
  if (node.weights.empty()) {
    for (int k = 0; k < rule.parameterCount; k++) plan.parameters.append(node.output, index, rule.parameters[k]);
    return expectRange("the number of parameters", plan.parameters.count(), 0, kMostParameters);
  }
  const int tensor = findTensor(plan, node.weights);
  const int owner = tensor < 0 ? -1 : plan.tensors[static_cast<size_t>(tensor)].writer;
  if (owner < 0 || plan.nodes[static_cast<size_t>(owner)].weights != owner ||
      plan.nodes[static_cast<size_t>(owner)].output != tensor)
    return Status::error("Expected the output of an earlier node with weights of its own for the weights of " +
                         describe(node) + " but received '" + node.weights + "'");
  const PlanNode& other = plan.nodes[static_cast<size_t>(owner)];
  if (other.op != node.op || !plan.parameters.fits(owner, rule))
    return Status::error("Expected two nodes of one kind and size to share weights but received " + describe(node) +
                         describeAttributes(node) + " of " + describeInputs(plan, planned) + " and " +
                         kOperationNames[static_cast<size_t>(other.op)] + " '" + node.weights + "' of " +
                         describeInputs(plan, other));
  planned.weights = owner;
  return Status::ok();
}

Shape shapeOf(const Plan& plan, int tensor) {
  return tensor < 0 ? Shape{} : plan.tensors[static_cast<size_t>(tensor)].shape;
}

/** Works out the outputs of a node from its inputs and enters its parameters. */
Status planNode(const GraphNode& node, const Kernels& kernels, Plan& plan) {
  const int index = static_cast<int>(plan.nodes.size());
  PlanNode planned;
  planned.op = node.op;
  if (Status s = findInput(plan, node, node.input, "input", planned.input); s.failed()) return s;
  if (Status s = findInput(plan, node, node.right, "right input", planned.right); s.failed()) return s;
  if (Status s = findInput(plan, node, node.third, "cell", planned.third); s.failed()) return s;
  for (const std::string& name : {node.output, node.second})
    if (!name.empty() && findTensor(plan, name) >= 0)
      return Status::error("Expected a new name for the output of " + describe(node) + " but '" + name +
                           "' is already a tensor");

  NodeShape& shape = planned.shape;
  static_cast<Attributes&>(shape) = node.attributes;
  shape.input = shapeOf(plan, planned.input);
  shape.right = shapeOf(plan, planned.right);
  shape.third = shapeOf(plan, planned.third);
  shape.hasRight = planned.right >= 0;
  shape.hasThird = planned.third >= 0;
  shape.hasSecond = !node.second.empty();
  NodeRule rule;
  kernels.operations[static_cast<size_t>(node.op)].rule(shape, rule);
  if (rule.expected != nullptr)
    return Status::error("Expected " + std::string(rule.expected) + " " + describe(node) + describeAttributes(node) +
                         " but received " + describeInputs(plan, planned));
  if (Status s = expectRange("the features of " + describe(node), shape.output.features, 1, kMostFeatures); s.failed())
    return s;
  if (Status s = planParameters(node, rule, planned, plan); s.failed()) return s;

  bool gradient = rule.parameterCount > 0, drawn = false;
  for (const int tensor : {planned.input, planned.right, planned.third}) {
    gradient = gradient || (tensor >= 0 && plan.tensors[static_cast<size_t>(tensor)].gradient);
    drawn = drawn || (tensor >= 0 && plan.tensors[static_cast<size_t>(tensor)].drawn);
  }
  planned.output = addTensor(plan, node.output, shape.output, gradient, index);
  if (shape.hasSecond) planned.second = addTensor(plan, node.second, shape.second, gradient, index);
  for (const int tensor : {planned.output, planned.second})
    if (tensor >= 0) plan.tensors[static_cast<size_t>(tensor)].drawn = drawn;
  plan.carries = plan.carries || shape.carry;
  plan.nodes.push_back(std::move(planned));
  return Status::ok();
}

/** Walks back from the output: finds tensors that nothing reads and who writes a gradient first. */
Status planBackward(Plan& plan) {
  std::vector<bool> written(plan.tensors.size(), false);
  written[static_cast<size_t>(plan.output)] = true;
  const auto write = [&](int tensor) {
    if (tensor < 0) return false;
    const bool before = written[static_cast<size_t>(tensor)];
    written[static_cast<size_t>(tensor)] = true;
    return before;
  };
  for (size_t k = plan.nodes.size(); k-- > 0;) {
    PlanNode& node = plan.nodes[k];
    if (!written[static_cast<size_t>(node.output)])
      return Status::error("Expected every tensor to lead to the output '" +
                           plan.tensors[static_cast<size_t>(plan.output)].name + "' but '" +
                           plan.tensors[static_cast<size_t>(node.output)].name + "' does not");
    if (node.second >= 0 && !written[static_cast<size_t>(node.second)])
      plan.tensors[static_cast<size_t>(node.second)].gradient = false;
    node.accumulateInput = write(node.input);
    const bool twice = node.right >= 0 && (node.right == node.input || node.right == node.third);
    if (twice || (node.third >= 0 && node.third == node.input)) {
      const int shared = twice ? node.right : node.third;
      const bool before = shared == node.input ? node.accumulateInput : written[static_cast<size_t>(shared)];
      if (!before) node.zeroFirst = shared;
      if (shared == node.input) node.accumulateInput = true;
    }
    node.accumulateRight = write(node.right) || (node.right >= 0 && node.right == node.zeroFirst);
    node.accumulateThird = write(node.third) || (node.third >= 0 && node.third == node.zeroFirst);
  }
  return Status::ok();
}

Status expectInputs(const Graph& graph) {
  if (Status s = expectRange("context", graph.context, 1, kMostSteps); s.failed()) return s;
  if (Status s = expectRange("channels", graph.channels, 1, kMostFeatures); s.failed()) return s;
  if (Status s = expectRange("future", graph.future, 0, kMostFeatures); s.failed()) return s;
  if (Status s = expectRange("statics", graph.statics, 0, kMostFeatures); s.failed()) return s;
  if (graph.future > 0 || graph.teacher || graph.noise) return expectRange("horizon", graph.horizon, 1, kMostSteps);
  return Status::ok();
}

}  // namespace

size_t Tensor::floats() const {
  return shape.sequence() ? static_cast<size_t>(shape.steps) * stepStride(shape.features)
                          : static_cast<size_t>(shape.features) * kLanes;
}

std::string Tensor::describe() const {
  const std::string text = shape.sequence() ? std::to_string(shape.steps) + ", " + std::to_string(shape.features)
                                            : std::to_string(shape.features);
  return "'" + name + "' [" + text + "]";
}

Status planGraph(const Graph& graph, const Kernels& kernels, Plan& plan) {
  if (Status s = expectInputs(graph); s.failed()) return s;
  plan.context = graph.context;
  plan.channels = graph.channels;
  plan.horizon = graph.horizon;
  plan.x = addTensor(plan, "x", {graph.context, graph.channels}, false, -1);
  if (graph.future > 0) plan.future = addTensor(plan, "future", {graph.horizon, graph.future}, false, -1);
  if (graph.statics > 0) plan.statics = addTensor(plan, "static", {0, graph.statics}, false, -1);
  if (graph.teacher) plan.teacher = addTensor(plan, "teacher", {graph.horizon, 1}, false, -1);
  if (graph.noise) {
    plan.noise = addTensor(plan, "noise", {graph.horizon, 2}, false, -1);
    plan.tensors.back().drawn = true;
  }
  if (graph.scale) plan.scale = addTensor(plan, "scale", {0, 1}, false, -1);
  for (const GraphNode& node : graph.nodes)
    if (Status s = planNode(node, kernels, plan); s.failed()) return s;

  plan.output = findTensor(plan, graph.output);
  if (plan.output < 0)
    return Status::error("Expected the name of a tensor for the output of the graph but received '" + graph.output +
                         "'");
  Tensor& output = plan.tensors[static_cast<size_t>(plan.output)];
  if (output.shape.sequence())
    return Status::error("Expected a vector [O] for the output of the graph but received " + output.describe());
  output.lastReader = static_cast<int>(plan.nodes.size());
  plan.outputs = output.shape.features;
  return planBackward(plan);
}

}  // namespace hindcast
