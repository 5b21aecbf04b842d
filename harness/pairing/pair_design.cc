#include "harness/pairing/pair_design.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include <Eigen/Dense>

namespace attune {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Matrix inverse(const Matrix& positive) {
  return positive.llt().solve(Matrix::Identity(positive.rows(), positive.cols()));
}

// Var(theta_a - theta_b).
double variance(const std::vector<double>& covariance, std::size_t size, const Pair& pair) {
  const auto& [a, b] = pair;
  return covariance[a * size + a] + covariance[b * size + b] - 2 * covariance[a * size + b];
}

// Sherman-Morrison: (C^-1 + w x x')^-1 with x = e_a - e_b.
void update(std::vector<double>& covariance, std::size_t size, const Pair& pair, double weight) {
  const double scale = weight / (1 + weight * variance(covariance, size, pair));
  std::vector<double> column(size);
  for (std::size_t at = 0; at < size; ++at)
    column[at] = covariance[pair.a * size + at] - covariance[pair.b * size + at];
  for (std::size_t row = 0; row < size; ++row) {
    const double factor = scale * column[row];
    if (factor == 0) continue;
    double* const values = covariance.data() + row * size;
    for (std::size_t at = 0; at < size; ++at) values[at] -= factor * column[at];
  }
}

std::vector<double> to_vector(const Matrix& matrix) {
  return {matrix.data(), matrix.data() + matrix.size()};
}

// The inverse of the rows and columns of those not wanted, 0 elsewhere.
Matrix rest_of(const Matrix& information, const std::vector<bool>& wanted) {
  std::vector<Eigen::Index> kept;
  for (std::size_t at = 0; at < wanted.size(); ++at)
    if (!wanted[at]) kept.push_back(static_cast<Eigen::Index>(at));
  Matrix rest = Matrix::Zero(information.rows(), information.cols());
  if (kept.empty()) return rest;
  rest(kept, kept) = inverse(Matrix(information(kept, kept)));
  return rest;
}

}  // namespace

PairDesign::PairDesign(std::vector<double> theta, const std::vector<bool>& wanted,
                       std::span<const Pair> seen, double prior)
    : size_(theta.size()), theta_(std::move(theta)) {
  assert(wanted.size() == size_ && prior > 0);
  const auto size = static_cast<Eigen::Index>(size_);
  Matrix known = Matrix::Identity(size, size) * prior;
  for (const Pair& pair : seen) {
    const double w = information(pair);
    known(pair.a, pair.a) += w;
    known(pair.b, pair.b) += w;
    known(pair.a, pair.b) -= w;
    known(pair.b, pair.a) -= w;
  }
  // Holds the sum of all at 0: contests say nothing of it.
  known.array() += known.trace() / static_cast<double>(size_);
  all_ = to_vector(inverse(known));
  rest_ = to_vector(rest_of(known, wanted));
}

double PairDesign::information(const Pair& pair) const {
  const double p = 1 / (1 + std::exp(theta_[pair.b] - theta_[pair.a]));
  return p * (1 - p);
}

// det of the wanted block of the covariance = det of the covariance / det of the others' covariance
// given the wanted, so that its change is the ratio of two determinants' changes.
double PairDesign::gain(const Pair& pair) const {
  const double w = information(pair);
  return (1 + w * variance(all_, size_, pair)) / (1 + w * variance(rest_, size_, pair));
}

void PairDesign::observe(const Pair& pair) {
  const double w = information(pair);
  update(all_, size_, pair, w);
  update(rest_, size_, pair, w);
}

}  // namespace attune
