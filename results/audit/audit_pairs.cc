#include "results/audit/audit_pairs.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace attune {
namespace {

constexpr double kEven = 1e-9;

double won(double share) {
  if (share > 0.5 + kEven) return 1;
  return share < 0.5 - kEven ? 0 : 0.5;
}

using Rows = std::vector<const Comparison*>;

// Who said what, by judge and scorer; people together.
struct Said {
  Rows own;
  std::map<std::pair<std::string, std::string>, Rows> judges;
  std::map<std::string, Rows> people;  // by scorer
  std::size_t without_rule = 0;
};

Said said(const JudgeAuditFacts& facts) {
  Said made;
  for (const Comparison& each : facts.comparisons) {
    if (!facts.rules.contains(each.scorer)) {
      ++made.without_rule;
    } else if (each.source == "vote") {
      made.people[each.scorer].push_back(&each);
    } else if (each.judge != facts.judge.text) {
      made.judges[{each.judge, each.scorer}].push_back(&each);
    } else if (each.scorer == facts.scorer) {
      made.own.push_back(&each);
    }
  }
  return made;
}

// Numbers contestants and scenarios by name, and units as they come.
class Numbers {
 public:
  explicit Numbers(const JudgeAuditFacts& facts) {
    for (const Comparison& each : facts.comparisons) {
      if (!facts.rules.contains(each.scorer)) continue;
      contestants_.push_back({each.first, each.first_release});
      contestants_.push_back({each.second, each.second_release});
      scenarios_.push_back(each.scenario);
    }
    sort(contestants_);
    sort(scenarios_);
  }

  [[nodiscard]] std::uint32_t contestant(const Contestant& who) const {
    return place(contestants_, who);
  }

  [[nodiscard]] std::uint32_t scenario(const ScenarioId& id) const { return place(scenarios_, id); }

  // Of the samples shown, `a` the lower contestant.
  std::uint32_t unit(const AuditPair& pair, const Showing& showing) {
    const Comparison& row = *showing.row;
    const RunId& run_a = showing.a_first ? row.first_run : row.second_run;
    const RunId& run_b = showing.a_first ? row.second_run : row.first_run;
    const auto next = static_cast<std::uint32_t>(units_.size());
    return units_.try_emplace({pair.scenario, row.repeat, pair.a, run_a, pair.b, run_b}, next)
        .first->second;
  }

  [[nodiscard]] const std::vector<Contestant>& contestants() const { return contestants_; }

  [[nodiscard]] std::size_t scenarios() const { return scenarios_.size(); }

  [[nodiscard]] std::size_t units() const { return units_.size(); }

 private:
  template <class Name>
  static void sort(std::vector<Name>& names) {
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
  }

  template <class Name>
  static std::uint32_t place(const std::vector<Name>& names, const Name& name) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(names, name) - names.begin());
  }

  using Unit = std::tuple<std::uint32_t, int, std::uint32_t, RunId, std::uint32_t, RunId>;
  std::vector<Contestant> contestants_;
  std::vector<ScenarioId> scenarios_;
  std::map<Unit, std::uint32_t> units_;
};

AuditPair audit_pair(const JudgedPair& judged, const PairRule& rule, Numbers& numbers) {
  const Comparison& lead = *judged.orders.front();
  const std::uint32_t first = numbers.contestant({lead.first, lead.first_release});
  const std::uint32_t second = numbers.contestant({lead.second, lead.second_release});
  AuditPair pair{.a = std::min(first, second),
                 .b = std::max(first, second),
                 .scenario = numbers.scenario(lead.scenario)};
  for (const Comparison* row : judged.orders) {
    const bool a_first = numbers.contestant({row->first, row->first_release}) == pair.a;
    const double share = share_of_first(*row, rule, "").value_or(0.5);
    pair.showings.push_back(
        {.row = row, .a_first = a_first, .won = won(a_first ? share : 1 - share)});
  }
  std::ranges::stable_sort(pair.showings, std::ranges::greater(), &Showing::a_first);
  pair.unit = numbers.unit(pair, pair.showings.front());
  return pair;
}

void add(Rater& rater, const Rows& rows, const PairRule& rule, Numbers& numbers) {
  const JudgedPairs judged = judged_pairs(rows);
  rater.comparisons += rows.size();
  rater.unscored += judged.unscored;
  rater.lone += judged.lone;
  for (const JudgedPair& pair : judged.pairs) {
    rater.pairs.push_back(audit_pair(pair, rule, numbers));
    rater.one_order = rater.one_order || pair.orders.size() < 2;
  }
}

}  // namespace

double won_by_a(const AuditPair& pair) {
  double sum = 0;
  for (const Showing& showing : pair.showings) sum += showing.won - 0.5;
  if (sum == 0) return 0.5;
  return sum > 0 ? 1 : 0;
}

AuditPairs audit_pairs(const JudgeAuditFacts& facts) {
  const Said all = said(facts);
  Numbers numbers(facts);
  AuditPairs made{.own = {.judge = facts.judge.text}, .without_rule = all.without_rule};
  if (!all.own.empty()) add(made.own, all.own, facts.rules.at(facts.scorer), numbers);
  for (const auto& [who, rows] : all.judges) {
    made.others.push_back({.judge = who.first});
    add(made.others.back(), rows, facts.rules.at(who.second), numbers);
  }
  Rater people{.judge = "people", .people = true};
  for (const auto& [scorer, rows] : all.people) add(people, rows, facts.rules.at(scorer), numbers);
  if (people.comparisons > 0) made.others.push_back(std::move(people));
  made.contestants = numbers.contestants();
  made.scenarios = numbers.scenarios();
  made.units = numbers.units();
  return made;
}

std::vector<std::ptrdiff_t> first_by_unit(const Rater& rater, std::size_t units) {
  std::vector<std::ptrdiff_t> first(units, -1);
  for (std::size_t at = 0; at < rater.pairs.size(); ++at) {
    std::ptrdiff_t& place = first[rater.pairs[at].unit];
    const auto asked = [&](std::size_t pair) {
      return rater.pairs[pair].showings.front().row->asked;
    };
    if (place < 0 || asked(at) < asked(static_cast<std::size_t>(place)))
      place = static_cast<std::ptrdiff_t>(at);
  }
  return first;
}

}  // namespace attune
