#include "results/drift/watch_difference.h"

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "results/stats/confidence_sequence.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double kNarrowest = 10;  // looks after the baseline

struct Sum {
  double sum = 0;
  double count = 0;

  [[nodiscard]] double mean() const { return sum / count; }
};

struct Gap {
  Contrast contrast;
  double at_ten = 0;  // variance of the contrast with ten looks since
  std::size_t rows = 0;
};

// Rows against their baseline, look by look.
class Side {
 public:
  Side(std::size_t rows, std::size_t baseline)
      : baseline_(baseline), chart_(rows), before_(rows), since_(rows) {}

  void add(const LookValues& look) {
    chart_.add(look);
    std::vector<Sum>& sums = looks_++ < baseline_ ? before_ : since_;
    for (std::size_t row = 0; row < look.size(); ++row) {
      if (!look[row]) continue;
      sums[row].sum += *look[row];
      sums[row].count += 1;
    }
  }

  [[nodiscard]] std::optional<Gap> gap() const {
    Gap gap;
    double shares = 0, at_ten = 0, difference = 0;
    for (std::size_t row = 0; row < before_.size(); ++row) {
      if (before_[row].count == 0 || since_[row].count == 0) continue;
      ++gap.rows;
      difference += since_[row].mean() - before_[row].mean();
      shares += 1 / since_[row].count + 1 / before_[row].count;
      at_ten += 1 / kNarrowest + 1 / before_[row].count;
    }
    if (gap.rows < 2 || !chart_.variance()) return std::nullopt;
    const auto rows = static_cast<double>(gap.rows);
    const double each = *chart_.variance() / (rows * rows);
    gap.contrast = {difference / rows, each * shares, chart_.freedom()};
    gap.at_ten = each * at_ten;
    return gap;
  }

 private:
  std::size_t baseline_;
  std::size_t looks_ = 0;
  RowChart chart_;
  std::vector<Sum> before_, since_;
};

// As many standard errors of Student's t as `normal` ones leave in the tail.
double student_of(double normal, double freedom) {
  const boost::math::normal_distribution<double, Portable> gauss;
  const boost::math::students_t_distribution<double, Portable> student(freedom);
  const double tail = boost::math::cdf(boost::math::complement(gauss, normal));
  return boost::math::quantile(boost::math::complement(student, tail));
}

Estimate estimate_of(const Gap& gap, double at_ten, const SinceBaseline& since) {
  Estimate estimate{.point = gap.contrast.difference, .level = since.level, .clusters = gap.rows};
  double half = 0;
  if (gap.contrast.variance > 0) {
    const double alpha = 1 - since.level;
    const double prior = at_ten / narrowest_rho(1, alpha);
    const double error = std::sqrt(gap.contrast.variance);
    half =
        error * student_of(half_width(KnownVariance{gap.contrast.variance, prior}, alpha) / error,
                           gap.contrast.freedom);
  }
  estimate.low = estimate.point - half;
  estimate.high = estimate.point + half;
  return estimate;
}

std::size_t width(const LookTable& table) {
  return table.empty() ? 0 : table.front().size();
}

}  // namespace

std::vector<std::optional<Estimate>> differences_since(const LookTable& rows,
                                                       const LookTable& anchors,
                                                       const SinceBaseline& since) {
  Side own(width(rows), since.baseline);
  Side judge(width(anchors), since.baseline);
  std::vector<std::optional<Estimate>> differences;
  for (std::size_t look = 0; look < rows.size(); ++look) {
    own.add(rows[look]);
    if (width(anchors) > 0) judge.add(anchors[look]);
    std::optional<Estimate>& made = differences.emplace_back();
    std::optional<Gap> gap = look < since.baseline ? std::nullopt : own.gap();
    if (!gap) continue;
    double at_ten = gap->at_ten;
    if (width(anchors) > 0) {
      const std::optional<Gap> other = judge.gap();
      if (!other) continue;
      gap->contrast = less(gap->contrast, other->contrast);
      at_ten += other->at_ten;
    }
    made = estimate_of(*gap, at_ten, since);
    made->samples = look + 1 - since.baseline;
  }
  return differences;
}

}  // namespace attune
