#include "results/reports/placing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "results/stats/power.h"

namespace attune {
namespace {

double comparable(const Standing& standing) {
  return std::round(standing.score->point * 1e6);
}

// REQUIRES: rows in order, `ranges` for those with a score.
void place(std::span<Standing* const> rows, const std::vector<RankRange>& ranges) {
  std::size_t rank = 1;
  for (std::size_t at = 0; at < ranges.size(); ++at) {
    Standing& row = *rows[at];
    if (at > 0 && comparable(row) != comparable(*rows[at - 1])) rank = at + 1;
    row.place = Place{.rank = rank,
                      .low = std::min(rank, ranges[at].low),
                      .high = std::max(rank, ranges[at].high)};
  }
}

// What a pair would be found apart by, in 80 of 100 cases. Of standard errors, it hangs on the
// scenarios alone, and pairs of a field have few numbers of those between them.
class Detectable {
 public:
  std::optional<double> of(const DrawnGap& gap) {
    const auto scenarios = static_cast<std::size_t>(gap.freedom) + 1;
    const auto [found, fresh] = errors_.try_emplace(scenarios);
    const auto variance = static_cast<double>(scenarios);  // of a standard error of 1
    if (fresh) found->second = detectable_difference(variance, scenarios, {});
    if (!found->second) return std::nullopt;
    return *found->second * gap.error;
  }

 private:
  std::map<std::size_t, std::optional<double>> errors_;
};

}  // namespace

bool stands_before(const Standing& left, const Standing& right) {
  if (left.score.has_value() != right.score.has_value()) return left.score.has_value();
  if (left.score && comparable(left) != comparable(right)) {
    return comparable(left) > comparable(right);
  }
  return std::tie(left.subject, left.release) < std::tie(right.subject, right.release);
}

std::optional<double> place_together(std::span<Standing* const> rows, const GapOf& gap_of,
                                     double level) {
  const auto has_score = [](const Standing* row) { return row->score.has_value(); };
  const auto scored = static_cast<std::size_t>(std::ranges::count_if(rows, has_score));
  std::vector<double> least;
  Detectable detectable;
  const auto counted = [&](std::size_t first, std::size_t second, DrawnGap& gap) {
    if (!gap_of(first, second, gap)) return false;
    if (const std::optional<double> found = detectable.of(gap)) least.push_back(*found);
    return true;
  };
  place(rows, ranges_together(scored, counted, level));
  if (least.empty()) return std::nullopt;
  return quantile(least, 0.5);
}

}  // namespace attune
