#include "core/params.h"

#include <cmath>
#include <utility>

#include "core/rng.h"

namespace hindcast {
namespace {

/** Standard deviation of learned rows and queries at the start. */
constexpr double kNormalScale = 0.1;

void fillUniform(Rng& rng, double bound, int64_t count, float* values) {
  for (int64_t k = 0; k < count; k++) values[k] = static_cast<float>((2 * rng.uniform() - 1) * bound);
}

/** a' b, with several sums side by side, which the compiler turns into vectors. */
double dot(const double* a, const double* b, int count) {
  constexpr int width = 8;
  double sums[width] = {};
  int k = 0;
  for (; k + width <= count; k += width)
    for (int l = 0; l < width; l++) sums[l] += a[k + l] * b[k + l];
  for (; k < count; k++) sums[0] += a[k] * b[k];
  double total = 0;
  for (const double sum : sums) total += sum;
  return total;
}

/** A random orthogonal matrix [H][H]: normal rows, made orthonormal by the modified Gram-Schmidt method. */
void orthogonal(Rng& rng, int H, float* values) {
  std::vector<double> rows(static_cast<size_t>(H) * H);
  for (double& value : rows) value = rng.normal();
  for (int i = 0; i < H; i++) {
    double* row = &rows[static_cast<size_t>(i) * H];
    const double norm = std::sqrt(dot(row, row, H));
    for (int k = 0; k < H; k++) row[k] /= norm;
    for (int j = i + 1; j < H; j++) {
      double* other = &rows[static_cast<size_t>(j) * H];
      const double share = dot(row, other, H);
      for (int k = 0; k < H; k++) other[k] -= share * row[k];
    }
  }
  for (size_t k = 0; k < rows.size(); k++) values[k] = static_cast<float>(rows[k]);
}

/** The start that a parameter's rule asks for, a gate at a time. */
void fillAsAsked(Rng& rng, const Parameter& parameter, double normalScale, float* values) {
  const int units = parameter.shape[0] / parameter.gates;
  const int64_t count = parameter.size() / parameter.gates;
  for (int gate = 0; gate < parameter.gates; gate++, values += count) {
    switch (parameter.initial) {
      case Initial::kGlorot: fillUniform(rng, std::sqrt(6.0 / (parameter.shape[1] + units)), count, values); break;
      case Initial::kOrthogonal: orthogonal(rng, units, values); break;
      case Initial::kForgetBias:
        for (int64_t k = 0; k < count; k++) values[k] = gate == 1 ? 1.0f : 0.0f;
        break;
      case Initial::kZero:
      case Initial::kOne:
        for (int64_t k = 0; k < count; k++) values[k] = parameter.initial == Initial::kOne ? 1.0f : 0.0f;
        break;
      case Initial::kNormal:
        for (int64_t k = 0; k < count; k++) values[k] = static_cast<float>(normalScale * rng.normal());
        break;
    }
  }
}

std::vector<int> shapeOf(const ParameterRule& rule) {
  return rule.columns > 0 ? std::vector<int>{rule.rows, rule.columns} : std::vector<int>{rule.rows};
}

}  // namespace

int64_t Parameter::size() const {
  int64_t size = 1;
  for (int extent : shape) size *= extent;
  return size;
}

void ParameterTable::append(const std::string& output, int node, const ParameterRule& rule) {
  Parameter parameter{output + "." + rule.name, shapeOf(rule), count_, node, rule.role, rule.gates, rule.initial};
  count_ += parameter.size();
  parameters_.push_back(std::move(parameter));
}

bool ParameterTable::fits(int node, const NodeRule& rule) const {
  int k = 0;
  for (const Parameter& parameter : parameters_) {
    if (parameter.node != node) continue;
    if (k == rule.parameterCount || parameter.shape != shapeOf(rule.parameters[k])) return false;
    k++;
  }
  return k == rule.parameterCount;
}

std::vector<ParameterTable::Layer> ParameterTable::layers() const {
  std::vector<Layer> layers;
  int node = -1;
  for (const Parameter& parameter : parameters_) {
    if (parameter.node != node) {
      const std::string name = parameter.name.substr(0, parameter.name.rfind('.'));
      layers.push_back({name, parameter.offset, parameter.offset});
    }
    node = parameter.node;
    layers.back().to = parameter.offset + parameter.size();
  }
  return layers;
}

/** Bound of the uniform start: 1 / sqrt of what feeds a unit of the node back, or else in; 0 where its rule asks for neither. */
double ParameterTable::uniformBound(int node) const {
  int inputs = 0;
  for (const Parameter& parameter : parameters_) {
    if (parameter.node != node) continue;
    if (parameter.initial == Initial::kGlorot || parameter.initial == Initial::kOrthogonal) inputs = parameter.shape[1];
  }
  return inputs > 0 ? 1 / std::sqrt(inputs) : 0;
}

void ParameterTable::initialise(uint64_t seed, Start start, float* vector) const {
  const bool uniform = start == Start::kUniform;
  for (size_t index = 0; index < parameters_.size(); index++) {
    const Parameter& parameter = parameters_[index];
    Rng rng(mixKey(seed, 0, index, 0));
    const double bound = uniform ? uniformBound(parameter.node) : 0;
    if (bound > 0)
      fillUniform(rng, bound, parameter.size(), vector + parameter.offset);
    else
      fillAsAsked(rng, parameter, uniform ? 1 : kNormalScale, vector + parameter.offset);
  }
}

}  // namespace hindcast
