#pragma once

#include <cstddef>
#include <cstdint>

namespace hindcast {

/*
 * What one operation is to the rest of the core: a rule that says what it makes of its inputs, and its forward and
 * backward passes over one shard. Plain structs and functions only: operations are compiled once an instruction set.
 */

/** A sequence [steps][features], or a vector [features] when steps is 0. */
struct Shape {
  int steps = 0;
  int features = 0;

  constexpr bool sequence() const { return steps > 0; }
  constexpr bool operator==(const Shape&) const = default;
};

enum class Activation { kRelu, kTanh, kSigmoid, kSoftplus };

/** What a draw is drawn from; its parameters are those of the loss of that name in api.ts. */
enum class Distribution { kNormal, kStudentT, kNegativeBinomial };

/** What the caller says about a node besides its tensors; which fields an operation reads stands in its rule. */
struct Attributes {
  int units = 0;       // hidden of a cell, units of a dense layer or an embedding, features of a reshape, a season
  int index = 0;       // a channel, a step, the first feature of a part, the median of monotone levels
  int count = 0;       // features of a part, categories, levels, the channel of a mask
  int steps = 0;       // of the output of a repeat, reshape or query, ahead of a smooth
  int dilation = 1;    // of a cell
  bool flag = false;   // resetAfter of a gru, bias of a dense layer, evaluation of a teach
  bool zero = false;   // a dense layer that starts at zero
  bool fixed = false;  // a dense layer that is not learned
  bool carry = false;  // a cell whose state goes on from step to step of the training
  float rate = 0;      // of a dropout or a teach
  Activation activation = Activation::kRelu;
  Distribution distribution = Distribution::kNormal;
};

/** A node with every shape known. `right` and `third` are the state and cell of a recurrent layer. */
struct NodeShape : Attributes {
  Shape input;
  Shape right;
  Shape third;
  Shape output;
  Shape second;  // what an lstm may write besides: its cells after the last step
  bool hasRight = false;
  bool hasThird = false;
  bool hasSecond = false;
};

enum class Role { kInput, kRecurrent, kBias, kRecurrentBias };
constexpr int kMostRoles = 4;

/** How a parameter starts. */
enum class Initial { kZero, kOne, kGlorot, kOrthogonal, kForgetBias, kNormal };

/** A parameter as a rule asks for it; the first dimension is gates x units. A vector has 0 columns. */
struct ParameterRule {
  const char* name = nullptr;
  Role role = Role::kInput;
  int gates = 1;
  int rows = 0;
  int columns = 0;
  Initial initial = Initial::kZero;
};

/** The outcome of a rule: parameters, or what was expected instead of the node as it is. */
struct NodeRule {
  ParameterRule parameters[kMostRoles];
  int parameterCount = 0;
  /** Set when the node is impossible, for example "a sequence [T, F] for the input of". */
  const char* expected = nullptr;

  constexpr void add(const ParameterRule& parameter) { parameters[parameterCount++] = parameter; }
};

/** A node's parameters or their gradients, row-major; null where the node has no such role. */
template <class Float>
struct Weights {
  Float* input = nullptr;          // [G*H][I]; [units][F] of a dense layer; the gain, rows or values of others
  Float* recurrent = nullptr;      // [G*H][H]
  Float* bias = nullptr;           // [G*H]
  Float* recurrentBias = nullptr;  // [H]
};

/**
 * One shard's view of a node. Sequences are [T][F][kLanes] with stepStride(F) floats a step,
 * vectors [F][kLanes]. The tape is what forward leaves for backward.
 */
struct ForwardArgs {
  const float* packed = nullptr;
  const float* input = nullptr;
  const float* right = nullptr;
  const float* third = nullptr;
  float* output = nullptr;
  float* second = nullptr;
  float* tape = nullptr;
  bool keepTape = false;  // of every step, for backward
  bool training = false;  // a teacher is there
  bool targets = false;   // outside of training too: the pass is of a loss
  bool drawMask = false;  // dropout drops, and the teacher teaches at its rate
  uint64_t maskKey = 0;   // of this step, node and shard
};

struct BackwardArgs {
  const float* packed = nullptr;
  const float* input = nullptr;
  const float* right = nullptr;
  const float* third = nullptr;
  const float* output = nullptr;
  float* tape = nullptr;                  // may be overwritten
  float* outputGradient = nullptr;        // may be overwritten
  const float* secondGradient = nullptr;  // null: nothing reads the second output
  float* inputGradient = nullptr;         // null: not wanted
  float* rightGradient = nullptr;
  float* thirdGradient = nullptr;
  bool accumulateInput = false;  // add to what is there; otherwise every element is written
  bool accumulateRight = false;
  bool accumulateThird = false;
  Weights<float> gradient;  // added to
  bool drawMask = false;
  uint64_t maskKey = 0;
};

/** Rows of kLanes floats, one step after the other, that an inspector reads from a layer after a pass. */
struct StepRows {
  const float* first = nullptr;
  size_t stride = 0;  // floats from one step to the next
  int rows = 0;
};

/** One operation on one instruction set. Sizes are in floats. */
struct Operation {
  /** Completes the shapes of a node whose inputs and attributes are set, or refuses it. */
  void (*rule)(NodeShape&, NodeRule&) = nullptr;
  size_t (*packedSize)(const NodeShape&) = nullptr;
  void (*pack)(const NodeShape&, const Weights<const float>&, float* packed) = nullptr;
  size_t (*tapeSize)(const NodeShape&, bool keepTape) = nullptr;
  void (*forward)(const NodeShape&, const ForwardArgs&) = nullptr;
  void (*backward)(const NodeShape&, const BackwardArgs&) = nullptr;
  /** Of a recurrent layer: gate `gate` after forward with a tape, in the order that api.ts states; no rows beyond the last gate. */
  StepRows (*gate)(const NodeShape&, const ForwardArgs&, int gate) = nullptr;
  /** Of a recurrent layer: the gradients of the sums that enter its activations, after backward. */
  StepRows (*sums)(const NodeShape&, const BackwardArgs&) = nullptr;
  /** Backward has done with the output's gradient before it writes the input's, which may therefore take its room. */
  bool gradientInPlace = false;
};

}  // namespace hindcast
