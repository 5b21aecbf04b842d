#include "results/audit/audit_fit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "results/audit/audit_rates.h"
#include "results/ratings/bradley_terry.h"

namespace attune {
namespace {

// One game per contestant, against one of mean strength.
constexpr Prior kPseudoTie = {.kind = Prior::Kind::PseudoTie, .strength = 1};
// An effect that always wins stops at about 5, which is 99 wins of 100.
constexpr double kHoldingRidge = 1e-3;

// Contestants that have a contest, numbered without gaps.
struct Dense {
  std::vector<std::uint32_t> number;  // by contestant
  std::uint32_t size = 0;
  std::vector<Contest> contests;
};

Dense dense(const std::vector<Contest>& contests) {
  std::uint32_t most = 0;
  for (const Contest& contest : contests) most = std::max({most, contest.first, contest.second});
  Dense made{.number = std::vector<std::uint32_t>(most + 1, 0), .contests = contests};
  std::vector<bool> there(most + 1, false);
  for (const Contest& contest : contests) there[contest.first] = there[contest.second] = true;
  for (std::size_t at = 0; at < there.size(); ++at) {
    if (there[at]) made.number[at] = made.size++;
  }
  for (Contest& contest : made.contests) {
    contest.first = made.number[contest.first];
    contest.second = made.number[contest.second];
  }
  return made;
}

Covariates covariates_of(const FitTable& table, const std::vector<std::size_t>& kept) {
  Covariates made;
  for (const std::size_t column : kept) made.names.push_back(table.columns[column].name);
  for (std::size_t row = 0; row < table.contests.size(); ++row) {
    for (const std::size_t column : kept) made.values.push_back(table.columns[column].values[row]);
  }
  return made;
}

Result<Strengths> fit(const Dense& field, const Covariates& covariates, bool held) {
  FitOptions options;
  if (held) {
    options.prior = kPseudoTie;
    options.effect_ridge = kHoldingRidge;
  }
  return fit_bradley_terry(field.size, field.contests, covariates, options);
}

bool differs(const FitColumn& column) {
  return std::ranges::any_of(column.values, [](double value) { return value != 0; });
}

std::vector<std::size_t> differing(const FitTable& table, std::vector<std::string>& why) {
  std::vector<std::size_t> kept;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (differs(table.columns[column])) {
      kept.push_back(column);
    } else {
      why[column] = "nothing differs in it";
    }
  }
  return kept;
}

// Which of them can be fitted together, the earlier going before the later.
std::vector<std::size_t> told_apart(const FitTable& table, const Dense& field,
                                    const std::vector<std::size_t>& columns,
                                    std::vector<std::string>& why) {
  std::vector<std::size_t> kept;
  for (const std::size_t column : columns) {
    kept.push_back(column);
    if (fit(field, covariates_of(table, kept), true)) continue;
    kept.pop_back();
    why[column] =
        "it cannot be told apart from who is better: in these comparisons they go together";
  }
  return kept;
}

double spread_of(const FitTable& table, const FitColumn& column) {
  double sum = 0;
  double squares = 0;
  double weights = 0;
  for (std::size_t row = 0; row < column.values.size(); ++row) {
    const double weight = table.contests[row].weight;
    weights += weight;
    sum += weight * column.values[row];
    squares += weight * column.values[row] * column.values[row];
  }
  const double variance = squares / weights - (sum / weights) * (sum / weights);
  return variance > 0 ? std::sqrt(variance) : 0;
}

EffectFit read_off(const FitTable& table, const Dense& field, const Strengths& strengths,
                   const std::vector<std::size_t>& kept) {
  EffectFit made{.effects = std::vector<std::optional<FitEffect>>(table.columns.size()),
                 .contests = table.contests.size(),
                 .clusters = strengths.clusters};
  const std::size_t size = strengths.theta.size() + strengths.effects.size();
  for (std::size_t at = 0; at < kept.size(); ++at) {
    const std::size_t place = strengths.theta.size() + at;
    made.effects[kept[at]] =
        FitEffect{.value = strengths.effects[at],
                  .error = std::sqrt(std::max(0.0, strengths.covariance[place * size + place])),
                  .freedom = strengths.freedom.empty() ? static_cast<double>(strengths.clusters) - 1
                                                       : strengths.freedom[place],
                  .spread = spread_of(table, table.columns[kept[at]])};
  }
  for (const std::uint32_t number : field.number) made.theta.push_back(strengths.theta[number]);
  return made;
}

struct Tried {
  std::optional<Strengths> strengths;
  bool held = false;
};

// Without a prior where that has an end.
Tried try_fit(const FitTable& table, const Dense& field, const std::vector<std::size_t>& kept) {
  const Covariates covariates = covariates_of(table, kept);
  if (auto plain = fit(field, covariates, false)) return {.strengths = *std::move(plain)};
  if (auto held = fit(field, covariates, true))
    return {.strengths = *std::move(held), .held = true};
  return {};
}

}  // namespace

void add_contests(std::vector<Contest>& contests, const AuditPair& pair) {
  for (const Showing& showing : pair.showings) {
    contests.push_back({.first = showing.a_first ? pair.a : pair.b,
                        .second = showing.a_first ? pair.b : pair.a,
                        .share = showing.a_first ? showing.won : 1 - showing.won,
                        .weight = 1 / static_cast<double>(pair.showings.size()),
                        .cluster = pair.scenario});
  }
}

std::optional<EffectFit> fit_effects(const FitTable& table) {
  if (table.contests.empty()) return std::nullopt;
  const Dense field = dense(table.contests);
  std::vector<std::string> why(table.columns.size());
  std::vector<std::size_t> kept = differing(table, why);
  Tried tried = try_fit(table, field, kept);
  if (!tried.strengths) {
    kept = told_apart(table, field, kept, why);
    tried = try_fit(table, field, kept);
  }
  if (!tried.strengths) return std::nullopt;
  EffectFit made = read_off(table, field, *tried.strengths, kept);
  made.why = std::move(why);
  made.held = tried.held;
  return made;
}

double p_of(const EffectFit& fit, const FitEffect& effect) {
  return p_of_effect(effect.value,
                     {.error = effect.error, .freedom = effect.freedom, .clusters = fit.clusters});
}

Estimate estimate_effect(const EffectFit& fit, const FitEffect& effect, double factor,
                         double level) {
  const double half = t_factor(effect.freedom, level) * effect.error * std::abs(factor);
  const double point = effect.value * factor;
  return {.point = point,
          .low = point - half,
          .high = point + half,
          .level = level,
          .samples = fit.contests,
          .clusters = fit.clusters};
}

Estimate as_probability(const Estimate& log_odds) {
  const auto moved = [](double value) { return 100 * (1 / (1 + std::exp(-value)) - 0.5); };
  Estimate made = log_odds;
  made.point = moved(log_odds.point);
  if (log_odds.low) made.low = moved(*log_odds.low);
  if (log_odds.high) made.high = moved(*log_odds.high);
  return made;
}

double balance(double first, double second) {
  return first + second > 0 ? (first - second) / (first + second) : 0;
}

}  // namespace attune
