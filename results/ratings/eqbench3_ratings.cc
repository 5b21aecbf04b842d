#include "results/ratings/eqbench3_ratings.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/load/eqbench3_runs.h"
#include "scorers/judges/eqbench3_pair_reading.h"

namespace attune {
namespace {

constexpr double kMostPlus = 30;  // the reference's greatest difference, though two orders reach 80
constexpr double kEven = 1e-9;

// What a group says, from the first of the two by name.
struct Group {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  bool counted = true;  // every contest has pluses
  int pluses_first = 0;
  int pluses_second = 0;
  double fractions = 0;
  int contests = 0;
};

using GroupKey = std::tuple<std::uint32_t, std::uint32_t, std::string_view, int>;

// In doubles as the reference has it: a loss is 1 minus the win, and their rounding tells in
// eqbench3_wins() (§4.2).
double fraction_of_pluses(int first, int second) {
  if (first == second) return 0.5;
  const double blended = std::min(std::abs(first - second) / kMostPlus, 1.0);
  const double win = blended / 2 + 0.5;
  return first > second ? win : 1.0 - win;
}

double fraction_of(const Group& group) {
  if (group.counted) return fraction_of_pluses(group.pluses_first, group.pluses_second);
  return group.fractions / group.contests;
}

void add(Group& group, const Eqbench3Contest& contest) {
  const bool straight = contest.test == group.first;
  ++group.contests;
  group.fractions += straight ? contest.fraction : 1.0 - contest.fraction;
  group.counted = group.counted && contest.pluses.has_value();
  if (!contest.pluses) return;
  group.pluses_first += straight ? contest.pluses->test : contest.pluses->neighbor;
  group.pluses_second += straight ? contest.pluses->neighbor : contest.pluses->test;
}

std::vector<Group> groups_of(const Eqbench3Field& field) {
  std::vector<Group> groups;
  std::map<GroupKey, std::size_t> places;
  for (const Eqbench3Contest& contest : field.contests) {
    assert(contest.test != contest.neighbor && contest.test < field.names.size() &&
           contest.neighbor < field.names.size());
    const bool straight = field.names[contest.test] < field.names[contest.neighbor];
    const std::uint32_t first = straight ? contest.test : contest.neighbor;
    const std::uint32_t second = straight ? contest.neighbor : contest.test;
    const auto [place, fresh] =
        places.try_emplace({first, second, contest.scenario, contest.iteration}, groups.size());
    if (fresh) groups.push_back({.first = first, .second = second});
    add(groups[place->second], contest);
  }
  return groups;
}

// What is won stays won when the reference's library gives up in the middle of a group.
void play(Skill& first, Skill& second, std::pair<int, int> wins) {
  if (wins == std::pair(1, 1)) {
    trueskill_draw(first, second);
    return;
  }
  for (int win = 0; win < wins.first; ++win) {
    if (!trueskill_win(first, second)) return;
  }
  for (int win = 0; win < wins.second; ++win) {
    if (!trueskill_win(second, first)) return;
  }
}

// rating = scale x raw + shift.
struct Normal {
  double scale = 1;
  double shift = 0;
};

Normal normal_of(std::span<const Eqbench3Rating> ratings, std::span<const Eqbench3Anchor> anchors) {
  std::vector<std::pair<double, double>> found;  // raw, wanted
  for (const Eqbench3Anchor& anchor : anchors) {
    const auto rating = std::ranges::find(ratings, anchor.model, &Eqbench3Rating::model);
    if (rating != ratings.end()) found.emplace_back(*rating->elo, anchor.rating);
  }
  if (found.size() < 2) return {};
  const auto [raw, wanted] = found[0];
  const double apart = raw - found[1].first;
  const double scale = std::abs(apart) < 1e-6 ? 1.0 : (wanted - found[1].second) / apart;
  return {scale, wanted - scale * raw};
}

std::vector<Eqbench3Contest> chosen(const Eqbench3Field& field,
                                    const Eqbench3RatingOptions& options) {
  if (options.ladder.empty()) return {field.contests.begin(), field.contests.end()};
  std::vector<std::uint32_t> ladder;
  for (const std::string& name : options.ladder) {
    const auto place = std::ranges::find(field.names, name);
    // Somebody without a contest takes a place all the same.
    ladder.push_back(static_cast<std::uint32_t>(place - field.names.begin()));
  }
  return eqbench3_within(field.contests, ladder, options.window);
}

// Names to indices, in order of appearance.
class Names {
 public:
  std::uint32_t index_of(const SubjectId& subject) {
    std::string name = eqbench3_model(subject);
    const auto [place, fresh] =
        places_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(std::move(name));
    return place->second;
  }

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::uint32_t> places_;
  std::vector<std::string> names_;
};

Eqbench3Outcome outcome_of(const Comparison& comparison, const Margins& margins) {
  std::vector<PairPlus> criteria;
  for (const Margin& margin : margins.margins)
    criteria.push_back({margin.criterion, static_cast<int>(std::lround(margin.value))});
  return eqbench3_pair_outcome(criteria, comparison.scenario.text, comparison.turned);
}

Eqbench3Contest contest_of(const Comparison& comparison, const Margins& margins, Names& names) {
  const Eqbench3Outcome outcome = outcome_of(comparison, margins);
  const std::uint32_t first = names.index_of(comparison.first);
  const std::uint32_t second = names.index_of(comparison.second);
  return {.test = comparison.turned ? second : first,
          .neighbor = comparison.turned ? first : second,
          .scenario = comparison.scenario.text,
          .iteration = comparison.repeat,
          .pluses = Eqbench3Pluses{outcome.plus_for_test, outcome.plus_for_other},
          .fraction = outcome.fraction_for_test};
}

}  // namespace

std::pair<int, int> eqbench3_wins(double fraction, int wins) {
  const double held = std::clamp(fraction, 0.0, 1.0);
  if (std::abs(held - 0.5) < kEven) return {1, 1};
  const double step = 0.5 / wins;
  const double margin = held > 0.5 ? held - 0.5 : 0.5 - held;
  const int won = std::clamp(static_cast<int>(std::ceil(margin / step)), 1, wins);
  return held > 0.5 ? std::pair(won, 0) : std::pair(0, won);
}

std::vector<Skill> eqbench3_solve(const Eqbench3Field& field, int wins) {
  std::vector<Skill> skills(field.names.size());
  for (const Group& group : groups_of(field))
    play(skills[group.first], skills[group.second], eqbench3_wins(fraction_of(group), wins));
  return skills;
}

std::vector<Eqbench3Contest> eqbench3_within(std::span<const Eqbench3Contest> contests,
                                             std::span<const std::uint32_t> ladder,
                                             std::size_t window) {
  std::map<std::uint32_t, std::size_t> places;
  for (std::size_t place = 0; place < ladder.size(); ++place) places[ladder[place]] = place;
  std::vector<Eqbench3Contest> within;
  for (const Eqbench3Contest& contest : contests) {
    const auto test = places.find(contest.test);
    const auto neighbor = places.find(contest.neighbor);
    if (test == places.end() || neighbor == places.end()) continue;
    const auto [low, high] = std::minmax(test->second, neighbor->second);
    if (high - low <= window) within.push_back(contest);
  }
  return within;
}

std::vector<Eqbench3Rating> eqbench3_ratings(const Eqbench3Field& field,
                                             const Eqbench3RatingOptions& options) {
  const std::vector<Eqbench3Contest> contests = chosen(field, options);
  const Eqbench3Field played{.names = field.names, .contests = contests};
  const std::vector<Skill> means = eqbench3_solve(played, kEqbench3Wins);
  const std::vector<Skill> spreads = eqbench3_solve(played, kEqbench3WinsForSpread);
  std::vector<Eqbench3Rating> ratings;
  for (std::size_t at = 0; at < field.names.size(); ++at) {
    const double half = 1.96 * spreads[at].deviation;
    ratings.push_back({.model = field.names[at],
                       .elo = means[at].mean,
                       .sigma = spreads[at].deviation,
                       .ci_low = means[at].mean - half,
                       .ci_high = means[at].mean + half});
  }
  const Normal normal = normal_of(ratings, options.anchors);
  for (Eqbench3Rating& rating : ratings) {
    rating.elo_norm = *rating.elo * normal.scale + normal.shift;
    rating.ci_low_norm = *rating.ci_low * normal.scale + normal.shift;
    rating.ci_high_norm = *rating.ci_high * normal.scale + normal.shift;
  }
  return ratings;
}

std::vector<Eqbench3Rating> eqbench3_ratings(std::span<const Comparison> comparisons,
                                             const Eqbench3RatingOptions& options) {
  Names names;
  std::vector<Eqbench3Contest> contests;
  for (const Comparison& comparison : comparisons) {
    const auto* margins = std::get_if<Margins>(&comparison.finding);
    if (margins != nullptr) contests.push_back(contest_of(comparison, *margins, names));
  }
  return eqbench3_ratings({.names = names.names(), .contests = contests}, options);
}

std::optional<double> eqbench3_group_share(const Comparison& straight, const Comparison& turned) {
  const auto* forward = std::get_if<Margins>(&straight.finding);
  const auto* reversed = std::get_if<Margins>(&turned.finding);
  if (forward == nullptr || reversed == nullptr) return std::nullopt;
  const Eqbench3Outcome one = outcome_of(straight, *forward);
  const Eqbench3Outcome other = outcome_of(turned, *reversed);
  return fraction_of_pluses(one.plus_for_test + other.plus_for_test,
                            one.plus_for_other + other.plus_for_other);
}

}  // namespace attune
