#pragma once

#include <cstdint>
#include <vector>

#include "core/arena.h"
#include "core/graph.h"
#include "core/params.h"
#include "core/pool.h"
#include "core/status.h"
#include "kernel/table.h"

namespace hindcast {

/** What one step's gradient was. */
struct GradientNorms {
  double before = 0;           // of clipping
  double after = 0;            // of clipping, before noise
  std::vector<double> layers;  // before clipping, of each layer of the parameter table
};

/** Sums the gradients of a step, clips them and moves the parameters; everything in blocks on the pool. */
class Optimizer {
 public:
  void plan(const OptimizerSpec& spec, const ParameterTable& parameters, uint64_t seed);
  Status reserve(size_t parameterFloats);

  float* firstMoments() { return moments_.data(); }
  float* secondMoments() { return moments_.data() + moments_.size() / 2; }
  int64_t step() const { return step_; }
  void setStep(int64_t step) { step_ = step; }

  /** Adds the gradients of all slots, in order, to the first, measures and clips it. */
  void gather(const Kernels& kernels, Pool& pool, float* gradients, size_t stride, int slots, GradientNorms& norms);
  /** One step from the gathered gradient, whose norms are given. */
  void update(const Kernels& kernels, Pool& pool, double rate, const GradientNorms& norms, float* gradient,
              float* parameters);

 private:
  /** Neighbouring parameters of one layer. */
  struct Piece {
    size_t from;
    size_t count;
    size_t layer;
  };

  void measure(const Kernels& kernels, Pool& pool, const float* gradient, std::vector<double>& layers);
  void addNoise(Pool& pool, double scale, float* gradient) const;
  int blocks() const;
  size_t blockFloats(int block) const;

  OptimizerSpec spec_;
  uint64_t seed_ = 0;
  int64_t step_ = 0;
  size_t count_ = 0;   // parameters
  size_t floats_ = 0;  // rounded up
  std::vector<Piece> pieces_;
  std::vector<double> squares_;  // of each piece
  double clippedByValue_ = 0;    // norm between clipping by value and by norm
  Arena moments_;
};

}  // namespace hindcast
