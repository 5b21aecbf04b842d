#include "results/ratings/sandwich.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include <Eigen/Dense>

namespace attune {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

constexpr double kSeriesEnd = 1e-13;  // relative size of the last term
constexpr int kSeriesTerms = 100;
constexpr double kSmallPart =
    0.5;  // each term of the series is at most this part of the one before
constexpr double kSingular = 1e-9;  // reciprocal condition
constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();

// How a contest pulls on the parameters: `score` times its row of the design, which has +1 at its
// first, -1 at its second and its covariates, and `information` times that row's square.
struct Pull {
  std::size_t first = 0;  // places among the cluster's parameters
  std::size_t second = 0;
  std::size_t sum = 0;  // whose covariates it has
  double score = 0;
  double information = 0;
};

// Adds up scatter, a cluster at a time.
class Scatter {
 public:
  Scatter(const Likelihood& likelihood, std::span<const double> point, const Matrix& inverse)
      : sums_(likelihood.sums),
        inverse_(inverse),
        place_(point.size(), kAbsent),
        total_(Vector::Zero(inverse.rows())),
        squares_(Vector::Zero(inverse.rows())),
        scatter_(Matrix::Zero(inverse.rows(), inverse.cols())) {
    for (std::size_t at = 0; at < sums_.sums.size(); ++at)
      expected_.push_back(win_probability(sums_, point, at));
  }

  // Contests [from, to) by themselves, however they go together.
  void add_contests(std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to; ++at) {
      open(at, at + 1);
      add_square(score());
    }
  }

  void add_cluster(std::size_t from, std::size_t to) {
    open(from, to);
    count_information();
    if (const auto enlarged = without_own_part(score())) {
      add_square(*enlarged);
    } else {
      add_information();
    }
  }

  [[nodiscard]] const Matrix& scatter() const { return scatter_; }

  // Effective number of clusters less 1, by parameter.
  [[nodiscard]] std::vector<double> freedom() const {
    std::vector<double> freedom;
    for (Eigen::Index at = 0; at < total_.size(); ++at) {
      const double clusters = squares_[at] > 0 ? total_[at] * total_[at] / squares_[at] : 0;
      freedom.push_back(std::max(1.0, clusters - 1));
    }
    return freedom;
  }

 private:
  void open(std::size_t from, std::size_t to) {
    for (const std::size_t at : parameters_) place_[at] = kAbsent;
    parameters_.clear();
    pulls_.clear();
    for (std::size_t at = from; at < to; ++at) {
      const SummedContest& contest = sums_.contests[at];
      const ContestSum& sum = sums_.sums[contest.sum];
      const double p = expected_[contest.sum];
      pulls_.push_back({place_of(sum.first), place_of(sum.second), contest.sum,
                        contest.weight * (contest.share - p), contest.weight * p * (1 - p)});
    }
    effects_at_ = parameters_.size();
    for (std::size_t effect = 0; effect < sums_.effects(); ++effect)
      place_of(sums_.contestants + effect);
  }

  std::size_t place_of(std::size_t parameter) {
    if (place_[parameter] == kAbsent) {
      place_[parameter] = parameters_.size();
      parameters_.push_back(parameter);
    }
    return place_[parameter];
  }

  [[nodiscard]] Eigen::Index size() const { return static_cast<Eigen::Index>(parameters_.size()); }

  [[nodiscard]] double value(const Pull& pull, std::size_t effect) const {
    return sums_.values[pull.sum * sums_.effects() + effect];
  }

  void add_row(Vector& to, const Pull& pull, double times) const {
    to[static_cast<Eigen::Index>(pull.first)] += times;
    to[static_cast<Eigen::Index>(pull.second)] -= times;
    for (std::size_t effect = 0; effect < sums_.effects(); ++effect)
      to[static_cast<Eigen::Index>(effects_at_ + effect)] += times * value(pull, effect);
  }

  [[nodiscard]] double along_row(const Vector& vector, const Pull& pull) const {
    double sum = vector[static_cast<Eigen::Index>(pull.first)] -
                 vector[static_cast<Eigen::Index>(pull.second)];
    for (std::size_t effect = 0; effect < sums_.effects(); ++effect)
      sum += vector[static_cast<Eigen::Index>(effects_at_ + effect)] * value(pull, effect);
    return sum;
  }

  [[nodiscard]] Vector score() const {
    Vector score = Vector::Zero(size());
    for (const Pull& pull : pulls_) add_row(score, pull, pull.score);
    return score;
  }

  // The cluster's information times `vector`.
  [[nodiscard]] Vector informed(const Vector& vector) const {
    Vector product = Vector::Zero(size());
    for (const Pull& pull : pulls_)
      add_row(product, pull, pull.information * along_row(vector, pull));
    return product;
  }

  [[nodiscard]] Matrix own_inverse() const {
    Matrix part(size(), size());
    for (Eigen::Index column = 0; column < size(); ++column) {
      const auto of = static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(column)]);
      for (Eigen::Index row = 0; row < size(); ++row)
        part(row, column) =
            inverse_(static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(row)]), of);
    }
    return part;
  }

  // Of the whole's information, in how many parameters' worth the cluster has: tr(H_g H⁻¹). No
  // direction has more.
  [[nodiscard]] double leverage(const Matrix& inverse) const {
    const auto at = [](std::size_t place) { return static_cast<Eigen::Index>(place); };
    const auto effects = static_cast<Eigen::Index>(sums_.effects());
    double sum = 0;
    for (const Pull& pull : pulls_) {
      double square = inverse(at(pull.first), at(pull.first)) -
                      2 * inverse(at(pull.first), at(pull.second)) +
                      inverse(at(pull.second), at(pull.second));
      if (effects > 0) {
        const Eigen::Map<const Vector> row(&sums_.values[pull.sum * sums_.effects()], effects);
        const auto first = inverse.col(at(pull.first)).tail(effects);
        const auto second = inverse.col(at(pull.second)).tail(effects);
        square += 2 * row.dot(first - second) +
                  row.dot(inverse.bottomRightCorner(effects, effects) * row);
      }
      sum += pull.information * square;
    }
    return sum;
  }

  // (I - H_g H⁻¹)⁻¹ score: by the series where the cluster is a small part of the whole, else by
  // elimination; absent where there is no answer.
  [[nodiscard]] std::optional<Vector> without_own_part(const Vector& score) const {
    const Matrix inverse = own_inverse();
    if (leverage(inverse) > kSmallPart) return eliminated(inverse, score);
    Vector sum = score;
    Vector term = score;
    for (int taken = 0; taken < kSeriesTerms; ++taken) {
      term = informed(inverse * term);
      sum += term;
      if (term.cwiseAbs().maxCoeff() <= kSeriesEnd * sum.cwiseAbs().maxCoeff()) break;
    }
    return sum;
  }

  [[nodiscard]] std::optional<Vector> eliminated(const Matrix& inverse, const Vector& score) const {
    Matrix matrix = Matrix::Identity(size(), size());
    for (Eigen::Index column = 0; column < size(); ++column)
      matrix.col(column) -= informed(inverse.col(column));
    const Eigen::PartialPivLU<Matrix> elimination(matrix);
    if (!(elimination.rcond() > kSingular)) return std::nullopt;
    return elimination.solve(score);
  }

  void add_square(const Vector& vector) {
    for (Eigen::Index column = 0; column < size(); ++column) {
      const auto of = static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(column)]);
      for (Eigen::Index row = 0; row < size(); ++row)
        scatter_(static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(row)]), of) +=
            vector[row] * vector[column];
    }
  }

  void add_information() {
    for (Eigen::Index column = 0; column < size(); ++column) {
      const Vector product = informed(Vector::Unit(size(), column));
      const auto of = static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(column)]);
      for (Eigen::Index row = 0; row < size(); ++row)
        scatter_(static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(row)]), of) +=
            product[row];
    }
  }

  void count_information() {
    Vector own = Vector::Zero(size());
    for (const Pull& pull : pulls_) {
      own[static_cast<Eigen::Index>(pull.first)] += pull.information;
      own[static_cast<Eigen::Index>(pull.second)] += pull.information;
      for (std::size_t effect = 0; effect < sums_.effects(); ++effect) {
        const double row = value(pull, effect);
        own[static_cast<Eigen::Index>(effects_at_ + effect)] += pull.information * row * row;
      }
    }
    for (Eigen::Index at = 0; at < size(); ++at) {
      const auto parameter = static_cast<Eigen::Index>(parameters_[static_cast<std::size_t>(at)]);
      total_[parameter] += own[at];
      squares_[parameter] += own[at] * own[at];
    }
  }

  const ContestSums& sums_;
  const Matrix& inverse_;
  std::vector<double> expected_;         // by sum
  std::vector<std::size_t> place_;       // of a parameter among those of the cluster in hand
  std::vector<std::size_t> parameters_;  // of the cluster in hand; effects last
  std::vector<Pull> pulls_;              // its contests
  std::size_t effects_at_ = 0;           // place of the first effect
  Vector total_;                         // Σ information, by parameter
  Vector squares_;                       // Σ of its squares
  Matrix scatter_;
};

}  // namespace

Sandwich sandwich_of(const Likelihood& likelihood, std::span<const double> point, Spread spread) {
  const ContestSums& sums = likelihood.sums;
  const auto size = static_cast<Eigen::Index>(point.size());
  const std::vector<double> flat = pseudo_inverse(information(likelihood, point), sums.contestants);
  const Matrix inverse = Eigen::Map<const Matrix>(flat.data(), size, size);
  Scatter scatter(likelihood, point, inverse);
  Sandwich sandwich;
  std::size_t from = 0;
  for (std::size_t to = 1; to <= sums.contests.size(); ++to) {
    const bool last = to == sums.contests.size();
    if (!last && sums.contests[to].cluster == sums.contests[from].cluster) continue;
    ++sandwich.clusters;
    if (spread == Spread::Buckets) scatter.add_contests(from, to);
    if (spread == Spread::Clusters) scatter.add_cluster(from, to);
    from = to;
  }
  Matrix covariance = inverse * scatter.scatter() * inverse;
  if (spread == Spread::Clusters) {
    const auto clusters = static_cast<double>(sandwich.clusters);
    covariance *= (clusters - 1) / clusters;
    sandwich.freedom = scatter.freedom();
  }
  const Matrix symmetric = (covariance + covariance.transpose()) / 2;
  sandwich.covariance.assign(symmetric.data(), symmetric.data() + symmetric.size());
  return sandwich;
}

}  // namespace attune
