#include "results/reports/rated_group.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace attune {
namespace {

using Group = std::vector<std::uint32_t>;

std::vector<bool> have_contests(std::size_t contestants, std::span<const Contest> contests) {
  std::vector<bool> have(contestants, false);
  for (const Contest& each : contests) have[each.first] = have[each.second] = true;
  return have;
}

// By contestant, which of the groups is theirs.
std::vector<std::size_t> group_numbers(std::size_t contestants, const std::vector<Group>& groups) {
  std::vector<std::size_t> numbers(contestants);
  for (std::size_t at = 0; at < groups.size(); ++at) {
    for (const std::uint32_t who : groups[at]) numbers[who] = at;
  }
  return numbers;
}

// Weighs contests in sixty-fourths: whole numbers, whose sum no order moves.
long long weight_in(std::size_t group, const std::vector<std::size_t>& numbers,
                    std::span<const Contest> contests) {
  long long weight = 0;
  for (const Contest& each : contests) {
    if (numbers[each.first] == group && numbers[each.second] == group)
      weight += std::llround(64 * each.weight);
  }
  return weight;
}

std::size_t largest_of(const std::vector<Group>& groups, const std::vector<std::size_t>& numbers,
                       std::span<const Contest> contests) {
  struct Size {
    std::size_t members = 0;
    long long weight = 0;
    long long first = 0;  // negated: the earlier contestant stands before
    auto operator<=>(const Size&) const = default;
  };

  std::size_t largest = 0;
  Size most;
  for (std::size_t at = 0; at < groups.size(); ++at) {
    const Size size{groups[at].size(), weight_in(at, numbers, contests),
                    -static_cast<long long>(std::ranges::min(groups[at]))};
    if (at > 0 && size <= most) continue;
    largest = at;
    most = size;
  }
  return largest;
}

// Whom contests lead to from `start`, whoever won.
std::vector<bool> reached_from(std::uint32_t start, std::size_t contestants,
                               std::span<const Contest> contests) {
  std::vector<Group> met(contestants);
  for (const Contest& each : contests) {
    met[each.first].push_back(each.second);
    met[each.second].push_back(each.first);
  }
  std::vector<bool> reached(contestants, false);
  std::vector<std::uint32_t> open = {start};
  reached[start] = true;
  while (!open.empty()) {
    const std::uint32_t from = open.back();
    open.pop_back();
    for (const std::uint32_t other : met[from]) {
      if (reached[other]) continue;
      reached[other] = true;
      open.push_back(other);
    }
  }
  return reached;
}

// What a group took from those outside it, and gave them.
struct Dealings {
  bool met = false;
  bool took = false;
  bool gave = false;
};

std::vector<Dealings> dealings_of(std::size_t groups, const std::vector<std::size_t>& numbers,
                                  std::span<const Contest> contests) {
  std::vector<Dealings> made(groups);
  for (const Contest& each : contests) {
    const std::size_t first = numbers[each.first];
    const std::size_t second = numbers[each.second];
    if (first == second) continue;
    made[first].met = made[second].met = true;
    if (each.share > 0) made[first].took = made[second].gave = true;
    if (each.share < 1) made[first].gave = made[second].took = true;
  }
  return made;
}

std::string reason_of(const Dealings& dealings, std::size_t members) {
  const std::string others = members == 1 ? "" : fmt::format(", as one of a group of {}", members);
  if (!dealings.met) return "compared with nobody of the others" + others;
  if (dealings.took && !dealings.gave) return "undefeated" + others;
  if (dealings.gave && !dealings.took) return "lost everything" + others;
  return "won everything or lost everything against each of the others" + others;
}

}  // namespace

RatedGroup rated_group(std::size_t contestants, std::span<const Contest> contests,
                       const Prior& prior) {
  RatedGroup made;
  made.why.resize(contestants);
  const std::vector<bool> have = have_contests(contestants, contests);
  for (std::uint32_t who = 0; who < contestants; ++who) {
    if (!have[who]) made.why[who] = "no comparison counts";
    if (have[who] && prior.kind != Prior::Kind::None) made.rated.push_back(who);
  }
  if (prior.kind != Prior::Kind::None || contests.empty()) return made;

  const std::vector<Group> groups = connected_groups(contestants, contests);
  const std::vector<std::size_t> numbers = group_numbers(contestants, groups);
  const std::size_t largest = largest_of(groups, numbers, contests);
  const bool anybody = groups[largest].size() > 1;
  if (anybody) made.rated = groups[largest];
  std::ranges::sort(made.rated);
  const std::vector<bool> reached = reached_from(groups[largest].front(), contestants, contests);
  const std::vector<Dealings> dealings = dealings_of(groups.size(), numbers, contests);
  for (std::uint32_t who = 0; who < contestants; ++who) {
    if (!have[who] || (anybody && numbers[who] == largest)) continue;
    made.why[who] = anybody && !reached[who]
                        ? "compared with nobody of the rated"
                        : reason_of(dealings[numbers[who]], groups[numbers[who]].size());
  }
  return made;
}

}  // namespace attune
