#include "results/ratings/judged_pairs.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "results/ratings/name_ranks.h"

namespace attune {
namespace {

bool scored(const Comparison& comparison) {
  return std::holds_alternative<Margins>(comparison.finding);
}

// All that both orders of a pair have in common, as numbers in the order of what they stand for.
struct PairKey {
  std::uint32_t scenario = 0;
  int repeat = 1;
  std::uint32_t a = 0;
  std::uint32_t run_of_a = 0;
  std::uint32_t b = 0;
  std::uint32_t run_of_b = 0;
  std::uint32_t judge = 0;
  std::uint32_t run = 0;
  int asked = 1;
  auto operator<=>(const PairKey&) const = default;
};

// A comparison by its key.
struct Keyed {
  PairKey key;
  std::size_t place = 0;  // as it came
  bool there = true;      // `a` is shown first
};

// Comparisons of one key, by whom they show first.
struct Orders {
  std::vector<const Comparison*> there;  // `a`
  std::vector<const Comparison*> back;
};

// What keys are made of. Contestants and runs of samples are added in twos: first, second.
struct Numbers {
  explicit Numbers(const std::vector<const Comparison*>& comparisons)
      : contestants(2 * comparisons.size()),
        sample_runs(2 * comparisons.size()),
        scenarios(comparisons.size()),
        judges(comparisons.size()),
        runs(comparisons.size()) {
    for (const Comparison* each : comparisons) {
      contestants.add(each->first.text, each->first_release);
      contestants.add(each->second.text, each->second_release);
      sample_runs.add(each->first_run.text);
      sample_runs.add(each->second_run.text);
      scenarios.add(each->scenario.text);
      judges.add(each->judge);
      runs.add(each->run.text);
    }
    for (NameRanks* ranks : {&contestants, &sample_runs, &scenarios, &judges, &runs})
      ranks->settle();
  }

  NameRanks contestants;
  NameRanks sample_runs;
  NameRanks scenarios;
  NameRanks judges;
  NameRanks runs;
};

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

Keyed keyed(const Comparison& each, const Numbers& numbers, std::size_t place) {
  const std::uint32_t first = numbers.contestants.rank(2 * place);
  const std::uint32_t second = numbers.contestants.rank(2 * place + 1);
  const std::uint32_t first_run = numbers.sample_runs.rank(2 * place);
  const std::uint32_t second_run = numbers.sample_runs.rank(2 * place + 1);
  const bool there = first < second;
  return {.key = {.scenario = numbers.scenarios.rank(place),
                  .repeat = each.repeat,
                  .a = there ? first : second,
                  .run_of_a = there ? first_run : second_run,
                  .b = there ? second : first,
                  .run_of_b = there ? second_run : first_run,
                  .judge = numbers.judges.rank(place),
                  .run = numbers.runs.rank(place),
                  .asked = each.asked},
          .place = place,
          .there = there};
}

void add_alone(JudgedPairs& made, const PairKey& key, const Orders& orders) {
  for (const auto* side : {&orders.there, &orders.back}) {
    for (const Comparison* each : *side)
      made.pairs.push_back({.a = key.a, .b = key.b, .orders = {each}});
  }
}

void add_both(JudgedPairs& made, const PairKey& key, const Orders& orders) {
  const std::size_t both = std::min(orders.there.size(), orders.back.size());
  for (std::size_t at = 0; at < both; ++at) {
    made.pairs.push_back({.a = key.a, .b = key.b, .orders = {orders.there[at], orders.back[at]}});
  }
  made.lone += orders.there.size() + orders.back.size() - 2 * both;
}

// Key by key. REQUIRES: all of them have one order, or none has.
template <class Add>
void add_all(JudgedPairs& made, std::vector<Keyed> rows,
             const std::vector<const Comparison*>& comparisons, Add add_group) {
  std::ranges::sort(rows, [](const Keyed& left, const Keyed& right) {
    const auto way = left.key <=> right.key;
    return way != 0 ? way < 0 : left.place < right.place;
  });
  Orders orders;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    (rows[at].there ? orders.there : orders.back).push_back(comparisons[rows[at].place]);
    if (at + 1 < rows.size() && rows[at + 1].key == rows[at].key) continue;
    std::ranges::sort(orders.there, comes_before);
    std::ranges::sort(orders.back, comes_before);
    add_group(made, rows[at].key, orders);
    orders.there.clear();
    orders.back.clear();
  }
}

}  // namespace

bool has_one_order(const Comparison& comparison) {
  const std::string_view name =
      std::string_view(comparison.scorer).substr(0, comparison.scorer.find('@'));
  return comparison.source != "judge" && (name == "vote" || name == "verdict");
}

JudgedPairs judged_pairs(std::vector<const Comparison*> comparisons) {
  const Numbers numbers(comparisons);
  JudgedPairs made;
  for (const auto& [subject, release] : numbers.contestants.names())
    made.contestants.push_back({{std::string(subject)}, std::string(release)});
  std::vector<Keyed> of_two_orders;
  std::vector<Keyed> of_one_order;
  for (std::size_t place = 0; place < comparisons.size(); ++place) {
    const Comparison& each = *comparisons[place];
    if (numbers.contestants.rank(2 * place) == numbers.contestants.rank(2 * place + 1)) {
      ++made.of_one;
    } else if (!scored(each)) {
      ++made.unscored;
    } else {
      (has_one_order(each) ? of_one_order : of_two_orders).push_back(keyed(each, numbers, place));
    }
  }
  made.pairs.reserve(of_one_order.size() + of_two_orders.size() / 2);
  add_all(made, std::move(of_two_orders), comparisons, add_both);
  add_all(made, std::move(of_one_order), comparisons, add_alone);
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

bool shows_a_first(const Comparison& comparison) {
  return std::tie(comparison.first, comparison.first_release) <
         std::tie(comparison.second, comparison.second_release);
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
  for (const Comparison* each : pair.orders) {
    const auto share = share_of_first(*each, rule, ability);
    if (!share) return std::nullopt;
    sum += shows_a_first(*each) ? *share : 1 - *share;
  }
  return sum / static_cast<double>(pair.orders.size());
}

}  // namespace attune
