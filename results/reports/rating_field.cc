#include "results/reports/rating_field.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "results/ratings/contests_of.h"
#include "results/reports/rated_group.h"
#include "results/reports/rating_solve.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// A criterion has ratings of its own where at least this part of the comparisons has it: judges
// make up names.
constexpr double kLeastOfACriterion = 0.05;

// As they are compared: rounding far below what is printed, so that the last bits of a sum, which
// may differ between machines, decide no place.
double comparable(const RatingRow& row) {
  return std::round(row.rating->point * 1e6);
}

bool stands_before(const RatingRow& left, const RatingRow& right) {
  if (left.rating.has_value() != right.rating.has_value()) return left.rating.has_value();
  if (left.rating && comparable(left) != comparable(right))
    return comparable(left) > comparable(right);
  return std::tie(left.subject, left.release) < std::tie(right.subject, right.release);
}

std::vector<std::string> criteria_of(const JudgedPairs& judged) {
  struct Count {
    std::size_t comparisons = 0;
    std::size_t last = 0;  // which of them was counted last: a name may stand twice in one
  };

  std::unordered_map<std::string_view, Count> counts;
  std::size_t comparisons = 0;
  for (const JudgedPair& pair : judged.pairs) {
    for (const Comparison* each : pair.orders) {
      ++comparisons;
      for (const Margin& margin : std::get<Margins>(each->finding).margins) {
        Count& count = counts[margin.criterion];
        count.comparisons += count.last == comparisons ? 0 : 1;
        count.last = comparisons;
      }
    }
  }
  std::vector<std::string> criteria;
  for (const auto& [name, count] : counts) {
    if (static_cast<double>(count.comparisons) >=
        kLeastOfACriterion * static_cast<double>(comparisons))
      criteria.emplace_back(name);
  }
  std::ranges::sort(criteria);
  return criteria;
}

Estimate estimate_of(const RatingSolution& solution, std::size_t at, double level) {
  Estimate estimate{.point = solution.points[at],
                    .level = level,
                    .samples = solution.comparisons[at],
                    .clusters = solution.clusters[at]};
  if (solution.intervals[at]) {
    estimate.low = solution.intervals[at]->low;
    estimate.high = solution.intervals[at]->high;
  }
  return estimate;
}

// A field on its way to being rated.
class FieldRating {
 public:
  FieldRating(const JudgedPairs& judged, const PairRule& rule, const RatingOptions& options)
      : judged_(judged), rule_(rule), options_(options) {}

  Result<RatingField> rate() {
    field_.rows = unrated_rows(judged_, rule_, options_.contests.ability);
    auto all = contests_of(judged_, rule_, options_.contests);
    if (!all) return std::move(all).error();
    const RatedGroup group = rated_group(judged_.contestants.size(), all->contests, options_.prior);
    for (std::size_t at = 0; at < field_.rows.size(); ++at) {
      if (!group.why[at].empty()) field_.rows[at].unrated = group.why[at];
    }
    ranges_.resize(field_.rows.size());
    if (group.rated.size() >= 2) {
      const bool everybody = group.rated.size() == judged_.contestants.size();
      Result<Done> done = everybody ? rate(group, judged_, *all) : rate_part(group);
      if (!done) return std::move(done).error();
    } else if (!options_.anchors.empty()) {
      return fix_input("anchors: nobody is rated, so that there is no scale to fix");
    }
    place_rows(field_.rows, ranges_);
    return std::move(field_);
  }

 private:
  Result<Done> rate_part(const RatedGroup& group) {
    const JudgedPairs rated = among(judged_, group.rated);
    auto contests = contests_of(rated, rule_, options_.contests);
    if (!contests) return std::move(contests).error();
    return rate(group, rated, *contests);
  }

  Result<Done> rate(const RatedGroup& group, const JudgedPairs& rated, const Contests& contests) {
    field_.rated = rated.contestants;
    auto anchors = anchors_among(rated, group);
    if (!anchors) return std::move(anchors).error();
    auto solution = solve_ratings(rated.contestants.size(), contests, *anchors, options_);
    if (!solution) return std::move(solution).error();
    take(*solution, group);
    field_.effects = factor_effects(*solution, contests, options_.bootstrap.level);
    add_notes(*solution, contests);
    if (options_.contests.ability.empty()) add_abilities(rated, group);
    return Done{};
  }

  Result<std::vector<Anchor>> anchors_among(const JudgedPairs& rated, const RatedGroup& group) {
    auto anywhere = find_anchors(options_.anchors, judged_.contestants);
    if (!anywhere) return anywhere;
    for (const Anchor& anchor : *anywhere) {
      if (group.why[anchor.contestant].empty()) continue;
      return fix_input(fmt::format("anchor '{}' is not rated: {}",
                                   contestant_text(judged_.contestants[anchor.contestant]),
                                   group.why[anchor.contestant]));
    }
    return find_anchors(options_.anchors, rated.contestants);
  }

  void take(const RatingSolution& solution, const RatedGroup& group) {
    for (std::size_t at = 0; at < group.rated.size(); ++at) {
      field_.rows[group.rated[at]].rating = estimate_of(solution, at, options_.bootstrap.level);
      ranges_[group.rated[at]] = solution.ranges[at];
    }
    field_.points = solution.points;
    field_.scale = solution.scale;
    field_.detectable = solution.detectable;
    field_.clusters = solution.strengths.clusters;
  }

  void add_notes(const RatingSolution& solution, const Contests& contests) {
    const std::size_t clusters = solution.strengths.clusters;
    if (clusters < 2) {
      field_.notes.emplace_back("all comparisons are of one cluster: there are no intervals");
    } else if (!solution.spread_known) {
      field_.notes.push_back(fmt::format("no intervals: {} of {} draws could not be rated",
                                         solution.failed_draws, options_.bootstrap.resamples));
    } else if (solution.failed_draws > 0) {
      field_.notes.push_back(
          fmt::format("{} of {} draws left somebody unconnected and are not in the intervals",
                      solution.failed_draws, options_.bootstrap.resamples));
    }
    if (clusters >= 2 && clusters <= solution.points.size())
      field_.notes.push_back(
          fmt::format("{} clusters are no more than the {} rated: read the intervals as too narrow",
                      clusters, solution.points.size()));
    for (const std::string& name : contests.even)
      field_.notes.push_back(name + ": the same in all comparisons, and left out");
  }

  void add_abilities(const JudgedPairs& rated, const RatedGroup& group) {
    const std::vector<std::string> criteria = criteria_of(rated);
    if (criteria.size() < 2) return;
    for (const std::string& name : criteria) {
      auto solution = solve_ability(rated, name);
      if (!solution) {
        field_.notes.push_back(
            fmt::format("{} has no ratings: {}", printable(name), solution.error().what));
        continue;
      }
      field_.abilities.push_back(name);
      for (std::size_t at = 0; at < group.rated.size(); ++at) {
        field_.rows[group.rated[at]].abilities[name] =
            estimate_of(*solution, at, options_.bootstrap.level);
      }
    }
  }

  Result<RatingSolution> solve_ability(const JudgedPairs& rated, const std::string& name) {
    ContestOptions own = options_.contests;
    own.ability = name;
    auto contests = contests_of(rated, rule_, own);
    if (!contests) return std::move(contests).error();
    const RatedGroup group =
        rated_group(rated.contestants.size(), contests->contests, options_.prior);
    if (group.rated.size() != rated.contestants.size())
      return fix_input("its comparisons do not tie all the rated together");
    return solve_ratings(rated.contestants.size(), *contests, {}, options_, field_.scale);
  }

  const JudgedPairs& judged_;
  const PairRule& rule_;
  const RatingOptions& options_;
  RatingField field_;
  std::vector<RankRange> ranges_;
};

}  // namespace

std::string contestant_text(const Contestant& contestant) {
  if (contestant.release.empty()) return contestant.subject.text;
  return fmt::format("{} ({})", contestant.subject.text, contestant.release);
}

Result<std::vector<Anchor>> find_anchors(const std::vector<NamedAnchor>& anchors,
                                         const std::vector<Contestant>& contestants) {
  std::vector<Anchor> found;
  for (const NamedAnchor& anchor : anchors) {
    std::vector<std::uint32_t> fitting;
    std::vector<std::string> known;
    for (std::uint32_t at = 0; at < contestants.size(); ++at) {
      known.push_back(contestant_text(contestants[at]));
      if (known.back() == anchor.subject || contestants[at].subject.text == anchor.subject)
        fitting.push_back(at);
    }
    if (fitting.empty()) return fix_input(no_such("rated subject", anchor.subject, known));
    if (fitting.size() > 1)
      return fix_input(fmt::format("anchor '{0}' stands under {1} releases; name one: '{2}'",
                                   anchor.subject, fitting.size(), known[fitting.front()]));
    const auto same = [&](const Anchor& other) { return other.contestant == fitting.front(); };
    if (std::ranges::any_of(found, same))
      return fix_input(fmt::format("anchor '{}' is given twice", anchor.subject));
    found.push_back({fitting.front(), anchor.rating});
  }
  return found;
}

std::vector<RatingRow> unrated_rows(const JudgedPairs& judged, const PairRule& rule,
                                    const std::string& ability) {
  std::vector<RatingRow> rows;
  for (const Contestant& who : judged.contestants) {
    rows.push_back({.subject = who.subject, .release = who.release, .stub = who.subject.is_stub()});
  }
  std::vector<std::set<std::uint32_t>> opponents(rows.size());
  for (const JudgedPair& pair : judged.pairs) {
    const auto share = share_of_a(pair, rule, ability);
    if (!share) continue;
    opponents[pair.a].insert(pair.b);
    opponents[pair.b].insert(pair.a);
    const double lead = std::round((*share - 0.5) * 1e9);  // sums of shares are not exact
    PairTally& a = rows[pair.a].tally;
    PairTally& b = rows[pair.b].tally;
    ++(lead > 0 ? a.wins : lead < 0 ? a.losses : a.ties);
    ++(lead > 0 ? b.losses : lead < 0 ? b.wins : b.ties);
  }
  for (std::size_t at = 0; at < rows.size(); ++at) rows[at].opponents = opponents[at].size();
  return rows;
}

void place_rows(std::vector<RatingRow>& rows, const std::vector<RankRange>& ranges) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].rating) rows[at].place = Place{.low = ranges[at].low, .high = ranges[at].high};
  }
  std::ranges::sort(rows, stands_before);
  std::size_t rank = 1;
  for (std::size_t at = 0; at < rows.size() && rows[at].rating; ++at) {
    if (at > 0 && comparable(rows[at]) != comparable(rows[at - 1])) rank = at + 1;
    Place& place = *rows[at].place;
    place = {rank, std::min(rank, place.low), std::max(rank, place.high)};
  }
}

Result<RatingField> rate_field(const JudgedPairs& judged, const PairRule& rule,
                               const RatingOptions& options) {
  return FieldRating(judged, rule, options).rate();
}

}  // namespace attune
