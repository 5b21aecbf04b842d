#include "results/stats/rank_range.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Portable>;
using Student = boost::math::students_t_distribution<double, Portable>;

// Below this a difference is the rounding of sums, in units of the values.
constexpr double kNoise = 1e-9;

// What is left of a gap when its draws are counted in.
struct KnownGap {
  bool known = false;
  double point = 0;
  double error = 0;
  double freedom = 1;
};

// All gaps of a field and what their draws come to.
struct Gaps {
  std::vector<KnownGap> pairs;  // first < second, in order of pairs
  // By freedom: the farthest off of each draw. Pairs with the same freedom need no other
  // comparison.
  std::map<double, std::vector<double>> farthest;
  double drawn = 0;    // pairs with draws
  double undrawn = 0;  // and without
};

void count_in(Gaps& gaps, const DrawnGap& gap) {
  if (gap.error <= kNoise) return;
  (gap.off.empty() ? gaps.undrawn : gaps.drawn) += 1;
  std::vector<double>& farthest = gaps.farthest[std::floor(gap.freedom)];
  farthest.resize(std::max(farthest.size(), gap.off.size()));
  for (std::size_t draw = 0; draw < gap.off.size(); ++draw)
    farthest[draw] = std::max(farthest[draw], std::abs(gap.off[draw]));
}

Gaps gaps_of(std::size_t subjects, const GapOf& gap_of) {
  Gaps gaps;
  gaps.pairs.reserve(subjects * (subjects - 1) / 2);
  DrawnGap gap;
  for (std::size_t first = 0; first < subjects; ++first) {
    for (std::size_t second = first + 1; second < subjects; ++second) {
      const bool known = gap_of(first, second, gap);
      gaps.pairs.push_back({known, gap.point, gap.error, std::floor(gap.freedom)});
      if (known) count_in(gaps, gap);
    }
  }
  return gaps;
}

// Of one pair, how unlikely a draw so far off is, on one side.
double tail_beyond(double off, double freedom) {
  const double rest = 1 - off * off / freedom;
  if (rest <= 0) return 0;
  return boost::math::cdf(boost::math::complement(Student(freedom), off / std::sqrt(rest)));
}

// A share of draws, less two standard errors of what so many draws make of it: the tail they leave
// is then rather too small than too great.
double cautious(double share, std::size_t draws) {
  const auto n = static_cast<double>(draws);
  return std::max(0.0, share - 2 * std::sqrt(share * (1 - share) / n));
}

// What the unlikeliest pair of a draw leaves outside at `level`.
double drawn_tail(const Gaps& gaps, double level) {
  std::vector<double> tails;
  for (const auto& [freedom, farthest] : gaps.farthest) {
    tails.resize(std::max(tails.size(), farthest.size()), 0.5);
    for (std::size_t draw = 0; draw < farthest.size(); ++draw)
      tails[draw] = std::min(tails[draw], tail_beyond(farthest[draw], freedom));
  }
  return quantile(tails, cautious(1 - level, tails.size()));
}

// The tail that every pair may leave outside on either side.
double common_tail(const Gaps& gaps, double level) {
  const double all = gaps.drawn + gaps.undrawn;
  if (all == 0) return (1 - level) / 2;
  const double sidak = (1 - std::pow(level, 1 / all)) / 2;
  if (gaps.drawn == 0) return sidak;
  const double drawn = drawn_tail(gaps, std::pow(level, gaps.drawn / all));
  return gaps.undrawn == 0 ? drawn : std::min(drawn, sidak);
}

// errors_for() of one tail; pairs of a field have few freedoms between them.
class Factor {
 public:
  explicit Factor(double tail) : tail_(tail) {}

  double of(double freedom) {
    const auto found = known_.find(freedom);
    if (found != known_.end()) return found->second;
    return known_[freedom] = errors_for(tail_, freedom);
  }

 private:
  double tail_;
  std::map<double, double> known_;
};

}  // namespace

Sure sure_of(const Interval& difference) {
  if (difference.low > kNoise) return Sure::FirstBetter;
  return difference.high < -kNoise ? Sure::SecondBetter : Sure::No;
}

std::vector<RankRange> ranges_of(
    std::size_t subjects,
    const std::function<Sure(std::size_t first, std::size_t second)>& compare) {
  std::vector<RankRange> ranges(subjects, {.low = 1, .high = subjects});
  for (std::size_t first = 0; first < subjects; ++first) {
    for (std::size_t second = first + 1; second < subjects; ++second) {
      const Sure sure = compare(first, second);
      if (sure == Sure::No) continue;
      ++ranges[sure == Sure::FirstBetter ? second : first].low;
      --ranges[sure == Sure::FirstBetter ? first : second].high;
    }
  }
  return ranges;
}

std::vector<RankRange> ranges_together(std::size_t subjects, const GapOf& gap_of, double level) {
  if (subjects < 2) return std::vector<RankRange>(subjects);
  const Gaps gaps = gaps_of(subjects, gap_of);
  const double tail = common_tail(gaps, level);
  Factor factor(tail);
  auto gap = gaps.pairs.begin();
  return ranges_of(subjects, [&](std::size_t, std::size_t) {
    const KnownGap& each = *gap++;
    if (!each.known || tail <= 0) return Sure::No;
    const double half = each.error <= kNoise ? 0 : factor.of(each.freedom) * each.error;
    return sure_of({each.point - half, each.point + half});
  });
}

double errors_for(double tail, std::optional<double> freedom) {
  if (freedom) return boost::math::quantile(boost::math::complement(Student(*freedom), tail));
  return boost::math::quantile(boost::math::complement(Normal(), tail));
}

double normal_tail(double errors) {
  return boost::math::cdf(boost::math::complement(Normal(), errors));
}

}  // namespace attune
