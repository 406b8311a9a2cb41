#include "core/optimizer.h"

#include <algorithm>
#include <cmath>

#include "core/rng.h"

namespace hindcast {
namespace {

/** Parameters that one thread sums and updates at a time. */
constexpr size_t kParameterBlock = 1 << 14;
/** The exponent by which gradient noise fades (Neelakantan et al. 2015, section 3). */
constexpr double kNoiseDecay = 0.55;
/** Keeps the stream of noise apart from those of masks and initial parameters. */
constexpr uint64_t kNoiseStream = 0x6E6F697365;

double normOf(const std::vector<double>& squares) {
  double sum = 0;
  for (const double square : squares) sum += square;
  return std::sqrt(sum);
}

}  // namespace

void Optimizer::plan(const OptimizerSpec& spec, const ParameterTable& parameters, uint64_t seed) {
  spec_ = spec;
  seed_ = seed;
  count_ = static_cast<size_t>(parameters.count());
  size_t index = 0;
  for (const ParameterTable::Layer& layer : parameters.layers()) {
    const size_t to = static_cast<size_t>(layer.to);
    for (size_t from = static_cast<size_t>(layer.from); from < to; from += kParameterBlock)
      pieces_.push_back({from, std::min(kParameterBlock, to - from), index});
    index++;
  }
  squares_.resize(pieces_.size());
}

Status Optimizer::reserve(size_t parameterFloats) {
  floats_ = parameterFloats;
  return moments_.reserve(2 * parameterFloats) ? Status::ok() : Status::error("Out of memory");
}

int Optimizer::blocks() const { return static_cast<int>((floats_ + kParameterBlock - 1) / kParameterBlock); }

size_t Optimizer::blockFloats(int block) const {
  return std::min(kParameterBlock, floats_ - static_cast<size_t>(block) * kParameterBlock);
}

void Optimizer::measure(const Kernels& kernels, Pool& pool, const float* gradient, std::vector<double>& layers) {
  pool.run(static_cast<int>(pieces_.size()), [&](int k, int) {
    const Piece& piece = pieces_[static_cast<size_t>(k)];
    squares_[static_cast<size_t>(k)] = kernels.sumOfSquares(gradient + piece.from, piece.count);
  });
  std::fill(layers.begin(), layers.end(), 0.0);
  for (size_t k = 0; k < pieces_.size(); k++) layers[pieces_[k].layer] += squares_[k];
}

void Optimizer::gather(const Kernels& kernels, Pool& pool, float* gradients, size_t stride, int slots,
                       GradientNorms& norms) {
  norms.layers.resize(pieces_.empty() ? 0 : pieces_.back().layer + 1);
  pool.run(blocks(), [&](int block, int) {
    const size_t from = static_cast<size_t>(block) * kParameterBlock;
    for (int slot = 1; slot < slots; slot++)
      kernels.add(gradients + from, gradients + static_cast<size_t>(slot) * stride + from, blockFloats(block));
  });
  measure(kernels, pool, gradients, norms.layers);
  norms.before = normOf(norms.layers);
  for (double& layer : norms.layers) layer = std::sqrt(layer);
  clippedByValue_ = norms.before;
  if (spec_.clipValue > 0) {
    const float most = static_cast<float>(spec_.clipValue);
    pool.run(blocks(), [&](int block, int) {
      kernels.clipValues(gradients + static_cast<size_t>(block) * kParameterBlock, most, blockFloats(block));
    });
    pool.run(static_cast<int>(pieces_.size()), [&](int k, int) {
      const Piece& piece = pieces_[static_cast<size_t>(k)];
      squares_[static_cast<size_t>(k)] = kernels.sumOfSquares(gradients + piece.from, piece.count);
    });
    clippedByValue_ = normOf(squares_);
  }
  const bool clips = spec_.clipNorm > 0 && clippedByValue_ > spec_.clipNorm;
  norms.after = clips ? spec_.clipNorm : clippedByValue_;
}

/** Scales the gradient and adds normal noise, drawn for each parameter by seed, step and place. */
void Optimizer::addNoise(Pool& pool, double scale, float* gradient) const {
  const double deviation = std::sqrt(spec_.noise / std::pow(1.0 + static_cast<double>(step_), kNoiseDecay));
  pool.run(blocks(), [&](int block, int) {
    const size_t from = static_cast<size_t>(block) * kParameterBlock;
    Rng rng(mixKey(seed_, kNoiseStream, static_cast<uint64_t>(step_), static_cast<uint64_t>(block)));
    for (size_t k = from; k < std::min(count_, from + kParameterBlock); k++)
      gradient[k] = static_cast<float>(gradient[k] * scale + deviation * rng.normal());
  });
}

void Optimizer::update(const Kernels& kernels, Pool& pool, double rate, const GradientNorms& norms, float* gradient,
                       float* parameters) {
  double scale = norms.after < clippedByValue_ ? norms.after / clippedByValue_ : 1;
  if (spec_.noise > 0) {
    addNoise(pool, scale, gradient);
    scale = 1;
  }
  const double step = static_cast<double>(step_ + 1);
  AdamStep constants;
  constants.scale = static_cast<float>(scale);
  constants.decay = spec_.decoupled ? 0.0f : static_cast<float>(spec_.weightDecay);
  constants.shrink = spec_.decoupled ? static_cast<float>(rate * spec_.weightDecay) : 0.0f;
  constants.keepFirst = static_cast<float>(spec_.beta1);
  constants.keepSecond = static_cast<float>(spec_.beta2);
  constants.enterFirst = static_cast<float>(1 - spec_.beta1);
  constants.enterSecond = static_cast<float>(1 - spec_.beta2);
  constants.stepSize = static_cast<float>(rate / (1 - std::pow(spec_.beta1, step)));
  constants.secondScale = static_cast<float>(1 / (1 - std::pow(spec_.beta2, step)));
  constants.epsilon = static_cast<float>(spec_.epsilon);
  pool.run(blocks(), [&](int block, int) {
    const size_t from = static_cast<size_t>(block) * kParameterBlock;
    kernels.adam(constants, gradient + from, parameters + from, firstMoments() + from, secondMoments() + from,
                 blockFloats(block));
  });
  step_++;
}

}  // namespace hindcast
