#include "results/reports/rating_other.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "results/ratings/elo.h"
#include "results/ratings/eqbench3_ratings.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scorers/judges/eqbench3_pair_reading.h"

namespace attune {
namespace {

std::optional<Error> asks_too_much(const RatingOptions& options, std::string_view method) {
  if (!options.contests.covariates.factors.empty())
    return fix_input(fmt::format("{} takes no factors; Bradley-Terry does", method));
  if (options.prior.kind != Prior::Kind::None)
    return fix_input(fmt::format("{} takes no prior; Bradley-Terry does", method));
  return std::nullopt;
}

// A pair as one contest, with what decides when it comes.
struct TimedContest {
  UtcTime when;
  const Comparison* last = nullptr;  // of its orders
  Contest contest;
};

std::vector<Contest> in_order_of_time(const JudgedPairs& judged, const Contests& contests,
                                      const PairRule& rule, const std::string& ability) {
  std::vector<TimedContest> timed;
  for (std::size_t at = 0; at < contests.contests.size(); ++at) {
    if (at > 0 && contests.pairs[at] == contests.pairs[at - 1]) continue;
    const JudgedPair& pair = judged.pairs[contests.pairs[at]];
    const auto last = *std::ranges::max_element(
        pair.orders, std::less<>(),
        [](const Comparison* each) { return std::pair(each->when, each); });
    timed.push_back({last->when,
                     last,
                     {.first = pair.a,
                      .second = pair.b,
                      .share = share_of_a(pair, rule, ability).value_or(0.5),
                      .cluster = contests.contests[at].cluster}});
  }
  std::ranges::sort(timed, std::less<>(),
                    [](const TimedContest& each) { return std::pair(each.when, each.last); });
  std::vector<Contest> ordered;
  ordered.reserve(timed.size());
  for (const TimedContest& each : timed) ordered.push_back(each.contest);
  return ordered;
}

std::vector<double> strengths_of(std::size_t contestants, std::span<const Contest> contests) {
  const EloOptions elo;
  const RatingScale scale;
  std::vector<double> strengths = online_elo(contestants, contests, elo);
  for (double& each : strengths) each = (each - elo.start) / scale.per_logit;
  return strengths;
}

std::size_t clusters_in(const std::vector<Contest>& contests) {
  std::size_t clusters = 0;
  for (const Contest& each : contests)
    clusters = std::max<std::size_t>(clusters, each.cluster + std::size_t{1});
  return clusters;
}

// What is played anew in every draw.
struct EloField {
  std::size_t contestants = 0;
  const std::vector<Contest>& contests;  // in the order of time
  const std::vector<Anchor>& anchors;
};

// A bootstrap's ratings: by contestant, then draw; empty where there are too few.
struct EloDraws {
  std::vector<std::vector<double>> ratings;
  double tail = 0;  // to cut off at each end
};

EloDraws elo_draws(const EloField& field, const Bootstrap& bootstrap) {
  const std::size_t clusters = clusters_in(field.contests);
  if (clusters < 2) return {};
  EloDraws draws{.ratings = std::vector<std::vector<double>>(field.contestants),
                 .tail = expanded_tail(clusters, bootstrap.level)};
  const std::size_t rounds = std::min(bootstrap.resamples, kEloDraws);
  Resampler resampler(clusters, bootstrap.seed);
  std::vector<std::size_t> times;
  std::vector<Contest> drawn;
  for (std::size_t round = 0; round < rounds; ++round) {
    times.assign(clusters, 0);
    for (const std::uint32_t cluster : resampler.draw()) ++times[cluster];
    drawn.clear();
    for (const Contest& each : field.contests) drawn.insert(drawn.end(), times[each.cluster], each);
    const std::vector<double> strengths = strengths_of(field.contestants, drawn);
    const auto scale = anchored_scale(strengths, field.anchors);
    if (!scale) continue;  // this draw has its anchors the other way round
    for (std::size_t at = 0; at < field.contestants; ++at)
      draws.ratings[at].push_back(scale->centre + scale->per_logit * strengths[at]);
  }
  if (2 * draws.ratings.front().size() < rounds) return {};
  return draws;
}

std::vector<RankRange> drawn_ranges(const EloDraws& draws, std::size_t field) {
  if (draws.ratings.empty()) return std::vector<RankRange>(field, {.low = 1, .high = field});
  return ranges_of(field, [&draws](std::size_t first, std::size_t second) {
    std::vector<double> gaps(draws.ratings[first].size());
    std::ranges::transform(draws.ratings[first], draws.ratings[second], gaps.begin(),
                           std::minus<>());
    return sure_of(interval_of(gaps, draws.tail));
  });
}

void add_interval(Estimate& estimate, const EloDraws& draws, std::size_t who) {
  if (draws.ratings.empty()) return;
  std::vector<double> own = draws.ratings[who];
  const Interval interval = interval_of(own, draws.tail);
  if (interval.high - interval.low < 1e-9) return;  // an anchor
  estimate.low = interval.low;
  estimate.high = interval.high;
}

void add_counts(Estimate& estimate, const std::vector<Contest>& contests, std::uint32_t who) {
  std::set<std::uint32_t> clusters;
  for (const Contest& each : contests) {
    if (each.first != who && each.second != who) continue;
    clusters.insert(each.cluster);
    ++estimate.samples;
  }
  estimate.clusters = clusters.size();
}

std::optional<Error> unfit_for_eqbench3(const JudgedPairs& judged,
                                        std::span<const Comparison> comparisons,
                                        const RatingOptions& options) {
  if (auto error = asks_too_much(options, "TrueSkill")) return error;
  if (!options.contests.ability.empty())
    return fix_input("TrueSkill rates whole verdicts, no ability");
  if (options.anchors.size() == 1)
    return fix_input("TrueSkill's scale takes two anchors, as its reference does, or none");
  const auto other = [](const Comparison& each) { return each.scorer != kEqbench3PairScorer; };
  if (std::ranges::any_of(comparisons, other))
    return fix_input(fmt::format("TrueSkill is EQ-Bench 3's own, for comparisons by {} alone",
                                 kEqbench3PairScorer));
  for (std::size_t at = 1; at < judged.contestants.size(); ++at) {
    if (judged.contestants[at].subject == judged.contestants[at - 1].subject)
      return fix_input(fmt::format("TrueSkill knows no releases, and '{}' has several",
                                   judged.contestants[at].subject.text));
  }
  return std::nullopt;
}

Estimate estimate_of(const Eqbench3Rating& rating, const PairTally& tally) {
  return {.point = *rating.elo_norm,
          .low = rating.ci_low_norm,
          .high = rating.ci_high_norm,
          .samples = tally.wins + tally.ties + tally.losses};
}

Sure sure_of_intervals(const Estimate& first, const Estimate& second) {
  if (!first.low || !second.low) return Sure::No;
  if (*first.low > *second.high) return Sure::FirstBetter;
  return *second.low > *first.high ? Sure::SecondBetter : Sure::No;
}

}  // namespace

Result<RatingField> elo_field(const JudgedPairs& judged, const PairRule& rule,
                              const RatingOptions& options) {
  if (auto error = asks_too_much(options, "Elo")) return *std::move(error);
  const std::string& ability = options.contests.ability;
  RatingField field{.rows = unrated_rows(judged, rule, ability)};
  auto numbers = contests_of(judged, rule, options.contests);
  if (!numbers) return std::move(numbers).error();
  auto anchors = find_anchors(options.anchors, judged.contestants);
  if (!anchors) return std::move(anchors).error();
  const std::vector<Contest> contests = in_order_of_time(judged, *numbers, rule, ability);
  const std::vector<double> strengths = strengths_of(judged.contestants.size(), contests);
  auto scale = anchored_scale(strengths, *anchors);
  if (!scale) return std::move(scale).error();
  field.scale = *scale;
  field.clusters = clusters_in(contests);
  const EloDraws draws =
      elo_draws({judged.contestants.size(), contests, *anchors}, options.bootstrap);
  if (draws.ratings.empty()) field.notes.emplace_back("no intervals: too few clusters or draws");
  for (std::uint32_t at = 0; at < field.rows.size(); ++at) {
    Estimate estimate{.point = scale->centre + scale->per_logit * strengths[at],
                      .level = options.bootstrap.level};
    add_counts(estimate, contests, at);
    if (estimate.samples == 0) {
      field.rows[at].unrated = "no comparison counts";
      continue;
    }
    add_interval(estimate, draws, at);
    field.rated.push_back(judged.contestants[at]);
    field.points.push_back(estimate.point);
    field.rows[at].rating = estimate;
  }
  place_rows(field.rows, drawn_ranges(draws, field.rows.size()));
  return field;
}

Result<RatingField> eqbench3_field(std::span<const Comparison> comparisons,
                                   const JudgedPairs& judged, const PairRule& rule,
                                   const RatingOptions& options) {
  if (auto error = unfit_for_eqbench3(judged, comparisons, options)) return *std::move(error);
  Eqbench3RatingOptions own;
  if (!options.anchors.empty()) {
    auto anchors = find_anchors(options.anchors, judged.contestants);
    if (!anchors) return std::move(anchors).error();
    own.anchors.clear();
    for (const Anchor& each : *anchors)
      own.anchors.push_back(
          {eqbench3_model(judged.contestants[each.contestant].subject), each.rating});
  }
  std::map<std::string, Eqbench3Rating> ratings;
  for (Eqbench3Rating& each : eqbench3_ratings(comparisons, own))
    ratings.emplace(each.model, std::move(each));
  RatingField field{.rows = unrated_rows(judged, rule, "")};
  for (std::size_t at = 0; at < field.rows.size(); ++at) {
    const auto found = ratings.find(eqbench3_model(field.rows[at].subject));
    if (found == ratings.end() || !found->second.elo_norm) {
      field.rows[at].unrated = "no comparison counts";
      continue;
    }
    field.rows[at].rating = estimate_of(found->second, field.rows[at].tally);
    field.rated.push_back(judged.contestants[at]);
    field.points.push_back(field.rows[at].rating->point);
  }
  const std::vector<RankRange> ranges =
      ranges_of(field.rows.size(), [&](std::size_t first, std::size_t second) {
        const auto& one = field.rows[first].rating;
        const auto& two = field.rows[second].rating;
        return one && two ? sure_of_intervals(*one, *two) : Sure::No;
      });
  place_rows(field.rows, ranges);
  return field;
}

}  // namespace attune
