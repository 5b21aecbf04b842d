#include "results/ratings/judged_pairs.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace attune {
namespace {

Contestant first_of(const Comparison& comparison) {
  return {comparison.first, comparison.first_release};
}

Contestant second_of(const Comparison& comparison) {
  return {comparison.second, comparison.second_release};
}

bool scored(const Comparison& comparison) {
  return std::holds_alternative<Margins>(comparison.finding);
}

// A sample's contestant and run.
using Side = std::pair<std::uint32_t, RunId>;

// All that both orders of a pair have in common.
struct PairKey {
  ScenarioId scenario;
  int repeat = 1;
  Side a;
  Side b;
  std::string judge;
  RunId run;
  int asked = 1;
  auto operator<=>(const PairKey&) const = default;
};

// Comparisons of one key, by whom they show first.
struct Orders {
  std::vector<const Comparison*> there;  // `a`
  std::vector<const Comparison*> back;
};

using Grouped = std::map<PairKey, Orders>;

std::vector<Contestant> contestants_of(const std::vector<const Comparison*>& comparisons) {
  std::vector<Contestant> contestants;
  for (const Comparison* each : comparisons) {
    contestants.push_back(first_of(*each));
    contestants.push_back(second_of(*each));
  }
  std::ranges::sort(contestants);
  contestants.erase(std::ranges::unique(contestants).begin(), contestants.end());
  return contestants;
}

std::uint32_t index_of(const std::vector<Contestant>& contestants, const Contestant& who) {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(contestants, who) -
                                    contestants.begin());
}

// What a key leaves open, so that equal keys come in one order however the records came.
bool comes_before(const Comparison* left, const Comparison* right) {
  const auto rest = [](const Comparison* each) {
    return std::tie(each->when, each->session, each->turned, each->raw, each->rationale);
  };
  if (rest(left) != rest(right)) return rest(left) < rest(right);
  const auto values = [](const Comparison* each) {
    std::vector<std::pair<std::string, double>> margins;
    for (const Margin& margin : std::get<Margins>(each->finding).margins)
      margins.emplace_back(margin.criterion, margin.value);
    return margins;
  };
  return values(left) < values(right);
}

void add(Grouped& grouped, const std::vector<Contestant>& contestants, const Comparison& each) {
  const Side first = {index_of(contestants, first_of(each)), each.first_run};
  const Side second = {index_of(contestants, second_of(each)), each.second_run};
  const bool there = first < second;
  Orders& orders = grouped[{.scenario = each.scenario,
                            .repeat = each.repeat,
                            .a = there ? first : second,
                            .b = there ? second : first,
                            .judge = each.judge,
                            .run = each.run,
                            .asked = each.asked}];
  (there ? orders.there : orders.back).push_back(&each);
}

void add_alone(JudgedPairs& made, const PairKey& key, const Orders& orders) {
  for (const auto* side : {&orders.there, &orders.back}) {
    for (const Comparison* each : *side)
      made.pairs.push_back({.a = key.a.first, .b = key.b.first, .orders = {each}});
  }
}

void add_both(JudgedPairs& made, const PairKey& key, const Orders& orders) {
  const std::size_t both = std::min(orders.there.size(), orders.back.size());
  for (std::size_t at = 0; at < both; ++at) {
    made.pairs.push_back(
        {.a = key.a.first, .b = key.b.first, .orders = {orders.there[at], orders.back[at]}});
  }
  made.lone += orders.there.size() + orders.back.size() - 2 * both;
}

// REQUIRES: all of them have one order, or none has.
template <class Add>
void add_all(JudgedPairs& made, Grouped& grouped, Add add_group) {
  for (auto& [key, orders] : grouped) {
    std::ranges::sort(orders.there, comes_before);
    std::ranges::sort(orders.back, comes_before);
    add_group(made, key, orders);
  }
}

}  // namespace

bool has_one_order(const Comparison& comparison) {
  const std::string_view name =
      std::string_view(comparison.scorer).substr(0, comparison.scorer.find('@'));
  return comparison.source != "judge" && (name == "vote" || name == "verdict");
}

JudgedPairs judged_pairs(std::vector<const Comparison*> comparisons) {
  JudgedPairs made{.contestants = contestants_of(comparisons)};
  Grouped of_two_orders;
  Grouped of_one_order;
  for (const Comparison* each : comparisons) {
    if (first_of(*each) == second_of(*each)) {
      ++made.of_one;
    } else if (!scored(*each)) {
      ++made.unscored;
    } else {
      add(has_one_order(*each) ? of_one_order : of_two_orders, made.contestants, *each);
    }
  }
  add_all(made, of_two_orders, add_both);
  add_all(made, of_one_order, add_alone);
  return made;
}

JudgedPairs judged_pairs(std::span<const Comparison> comparisons) {
  std::vector<const Comparison*> all;
  all.reserve(comparisons.size());
  for (const Comparison& each : comparisons) all.push_back(&each);
  return judged_pairs(std::move(all));
}

JudgedPairs among(const JudgedPairs& all, std::span<const std::uint32_t> kept) {
  assert(std::ranges::is_sorted(kept));
  JudgedPairs made{.unscored = all.unscored, .lone = all.lone, .of_one = all.of_one};
  std::vector<std::optional<std::uint32_t>> number(all.contestants.size());
  for (const std::uint32_t old : kept) {
    number[old] = static_cast<std::uint32_t>(made.contestants.size());
    made.contestants.push_back(all.contestants[old]);
  }
  for (const JudgedPair& pair : all.pairs) {
    if (number[pair.a] && number[pair.b])
      made.pairs.push_back({.a = *number[pair.a], .b = *number[pair.b], .orders = pair.orders});
  }
  return made;
}

std::optional<double> share_of_first(const Comparison& comparison, const PairRule& rule,
                                     const std::string& ability) {
  const auto* finding = std::get_if<Margins>(&comparison.finding);
  if (finding == nullptr) return std::nullopt;
  if (ability.empty()) return share_of(rule, finding->margins);
  const auto margin = std::ranges::find(finding->margins, ability, &Margin::criterion);
  if (margin == finding->margins.end()) return std::nullopt;
  return share_of(rule, *margin);
}

std::optional<double> share_of_a(const JudgedPair& pair, const PairRule& rule,
                                 const std::string& ability) {
  double sum = 0;
  const Contestant a = std::min(first_of(*pair.orders.front()), second_of(*pair.orders.front()));
  for (const Comparison* each : pair.orders) {
    const auto share = share_of_first(*each, rule, ability);
    if (!share) return std::nullopt;
    sum += first_of(*each) == a ? *share : 1 - *share;
  }
  return sum / static_cast<double>(pair.orders.size());
}

}  // namespace attune
