#pragma once

#include <cstddef>
#include <cstdint>

namespace hindcast {

/** What an operation knows about its node; fixed when the graph is planned. */
struct NodeShape {
  int steps = 0;    // T of the input; 0 when the input has no time
  int inputs = 0;   // features of the input
  int units = 0;    // features of the output
  int channel = 0;  // of a channel node
  bool flag = false;
  float rate = 0;
};

/** A node's parameters or their gradients, row-major; null where the node has no such role. */
template <class Float>
struct Weights {
  Float* input = nullptr;          // [G*H][I], or [units][F] of a dense layer
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
  float* output = nullptr;
  float* tape = nullptr;
  bool keepTape = false;  // of every step, for backward
  bool drawMask = false;  // dropout drops
  uint64_t maskKey = 0;   // of this step, node and shard
};

struct BackwardArgs {
  const float* packed = nullptr;
  const float* input = nullptr;
  const float* output = nullptr;
  float* tape = nullptr;            // may be overwritten
  float* outputGradient = nullptr;  // may be overwritten
  float* inputGradient = nullptr;   // null: not wanted
  float* rightGradient = nullptr;
  bool accumulateInput = false;  // add to what is there; otherwise every element is written
  bool accumulateRight = false;
  Weights<float> gradient;  // added to
  bool drawMask = false;
  uint64_t maskKey = 0;
};

/** One operation on one instruction set. Sizes are in floats. */
struct OpKernels {
  size_t (*packedSize)(const NodeShape&) = nullptr;
  void (*pack)(const NodeShape&, const Weights<const float>&, float* packed) = nullptr;
  size_t (*tapeSize)(const NodeShape&, bool keepTape) = nullptr;
  void (*forward)(const NodeShape&, const ForwardArgs&) = nullptr;
  void (*backward)(const NodeShape&, const BackwardArgs&) = nullptr;
};

/** The constants of one Adam step; gradients are multiplied by `scale` first. */
struct AdamStep {
  float scale = 1;
  float keepFirst = 0;    // beta1
  float keepSecond = 0;   // beta2
  float enterFirst = 0;   // 1 - beta1, rounded once: 1 - float(beta1) has lost its digits
  float enterSecond = 0;  // 1 - beta2
  float stepSize = 0;     // rate / (1 - beta1^t)
  float secondScale = 0;  // 1 / (1 - beta2^t)
  float epsilon = 0;
};

/** Everything that is compiled once an instruction set. Counts are multiples of kLanes. */
struct Kernels {
  const char* name = nullptr;
  OpKernels ops[8];
  /** sum += addend. */
  void (*add)(float* sum, const float* addend, size_t count) = nullptr;
  double (*sumOfSquares)(const float* values, size_t count) = nullptr;
  void (*adam)(const AdamStep&, const float* gradient, float* parameters, float* first, float* second,
               size_t count) = nullptr;
  /** Runs `rounds` of independent fused multiply-adds and returns how many floating-point operations that was. */
  double (*multiplyAdd)(int64_t rounds, float* sink) = nullptr;
  /** The vector functions themselves, for tests of their accuracy. */
  void (*exponential)(const float* x, float* y, size_t count) = nullptr;
  void (*sigmoid)(const float* x, float* y, size_t count) = nullptr;
  void (*tanh)(const float* x, float* y, size_t count) = nullptr;
};

}  // namespace hindcast
