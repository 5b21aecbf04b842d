#include "results/audit/audit_style.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Dense>
#include <fmt/format.h>

#include "results/audit/audit_fit.h"
#include "results/audit/audit_rates.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr double kPercent = 100;
constexpr double kDoubling = 1.0 / 3;  // balance(2, 1)

bool has_length(const AuditPair& pair) {
  return std::ranges::all_of(pair.showings, [](const Showing& showing) {
    return showing.row->first_length && showing.row->second_length;
  });
}

bool has_style(const AuditPair& pair) {
  return std::ranges::all_of(pair.showings, [](const Showing& showing) {
    return showing.row->first_style && showing.row->second_style;
  });
}

struct StyleName {
  const char* name;
  const char* title;
  double ReplyStyle::*member;
};

constexpr std::array kStyles = {
    StyleName{"style.headers", "more headers", &ReplyStyle::headers},
    StyleName{"style.lists", "more list items", &ReplyStyle::lists},
    StyleName{"style.bold", "more bold passages", &ReplyStyle::bold},
};

// A value for every showing of the pairs.
template <class Value>
std::vector<double> column(const std::vector<AuditPair>& pairs, Value value_of) {
  std::vector<double> values;
  for (const AuditPair& pair : pairs) {
    for (const Showing& showing : pair.showings) values.push_back(value_of(*showing.row));
  }
  return values;
}

double length_of(const Comparison& row) {
  return balance(*row.first_length, *row.second_length);
}

// What the columns of a fit are, in its order.
struct Columns {
  std::optional<std::size_t> position, length;
  std::array<std::optional<std::size_t>, kStyles.size()> styles;
};

std::size_t add(FitTable& table, const char* name, std::vector<double> values) {
  table.columns.push_back({name, std::move(values)});
  return table.columns.size() - 1;
}

Columns add_columns(FitTable& table, const std::vector<AuditPair>& pairs, bool one_order) {
  Columns made;
  if (!one_order)
    made.position = add(table, "position", column(pairs, [](const Comparison&) { return 1.0; }));
  if (auto values = length_column(pairs)) made.length = add(table, "length", *std::move(values));
  if (!std::ranges::all_of(pairs, has_style)) return made;
  for (std::size_t at = 0; at < kStyles.size(); ++at) {
    const StyleName& style = kStyles.at(at);
    made.styles.at(at) =
        add(table, style.name, column(pairs, [&style](const Comparison& row) {
              return balance((*row.first_style).*style.member, (*row.second_style).*style.member);
            }));
  }
  return made;
}

struct Reading {
  const EffectFit* fit = nullptr;  // null: there is none
  double level = 0.95;
};

// The effect of a column, or why there is none.
const FitEffect* effect_of(const Reading& reading, std::optional<std::size_t> column,
                           std::string& why) {
  if (!column) return nullptr;
  if (reading.fit == nullptr) {
    why = "the comparisons are too few to fit anything to";
    return nullptr;
  }
  const auto& effect = reading.fit->effects[*column];
  if (!effect) why = reading.fit->why[*column];
  return effect ? &*effect : nullptr;
}

void add_position(AuditPart& part, const Reading& reading, const Columns& columns) {
  std::string why = "the order in which its source showed them is not known";
  const FitEffect* effect = effect_of(reading, columns.position, why);
  std::optional<Estimate> log_odds;
  if (effect != nullptr) log_odds = estimate_effect(*reading.fit, *effect, 1, reading.level);
  part.figures.push_back(
      figure_or({"position.effect", "being shown first", "log-odds"}, log_odds, why));
  part.figures.push_back(figure_or({"position.win", "… moves the win of equals by", "points"},
                                   log_odds ? std::optional(as_probability(*log_odds)) : log_odds,
                                   why));
}

void add_length(StyleAudit& audit, const Reading& reading, const Columns& columns) {
  audit.why = "not every comparison says how long both replies were";
  const FitEffect* effect = effect_of(reading, columns.length, audit.why);
  std::optional<Estimate> per_sd;
  std::optional<Estimate> doubled;
  if (effect != nullptr) {
    per_sd = estimate_effect(*reading.fit, *effect, effect->spread, reading.level);
    doubled = as_probability(estimate_effect(*reading.fit, *effect, kDoubling, reading.level));
    audit.length = effect->value;
    audit.p = p_of(*reading.fit, *effect);
  }
  audit.part.figures.push_back(
      figure_or({"length.effect", "a longer reply, per sd", "log-odds"}, per_sd, audit.why));
  audit.part.figures.push_back(
      figure_or({"length.doubling", "… twice the length moves the win of equals by", "points"},
                doubled, audit.why));
}

void add_styles(AuditPart& part, const Reading& reading, const Columns& columns) {
  for (std::size_t at = 0; at < kStyles.size(); ++at) {
    std::string why = "not every comparison says how both replies were set";
    const FitEffect* effect = effect_of(reading, columns.styles.at(at), why);
    std::optional<Estimate> per_sd;
    if (effect != nullptr)
      per_sd = estimate_effect(*reading.fit, *effect, effect->spread, reading.level);
    part.figures.push_back(figure_or(
        {kStyles.at(at).name, fmt::format("{}, per sd", kStyles.at(at).title), "log-odds"}, per_sd,
        why));
  }
}

// How much of the differences in length goes with who wrote the replies, 0 to 1: what a least
// squares fit of one length per contestant explains.
double explained_by_authors(const std::vector<Contest>& contests,
                            const std::vector<double>& lengths) {
  std::uint32_t most = 0;
  for (const Contest& contest : contests) most = std::max({most, contest.first, contest.second});
  const auto size = static_cast<Eigen::Index>(most) + 1;
  // A little on the diagonal, for those who never met.
  Eigen::MatrixXd design = Eigen::MatrixXd::Identity(size, size) * 1e-9;
  Eigen::VectorXd pulled = Eigen::VectorXd::Zero(size);
  double all = 0;
  for (std::size_t row = 0; row < contests.size(); ++row) {
    const auto [first, second, share, weight, cluster] = contests[row];
    design(first, first) += weight;
    design(second, second) += weight;
    design(first, second) -= weight;
    design(second, first) -= weight;
    pulled(first) += weight * lengths[row];
    pulled(second) -= weight * lengths[row];
    all += weight * lengths[row] * lengths[row];
  }
  return all > 0 ? std::clamp(pulled.dot(design.ldlt().solve(pulled)) / all, 0.0, 1.0) : 0;
}

std::string name_of(const Contestant& who) {
  return printable(who.subject.text) +
         (who.release.empty() ? "" : " (" + printable(who.release) + ")");
}

// Who was longer than everybody in all comparisons.
std::vector<std::string> always_longest(const AuditPairs& pairs,
                                        const std::vector<Contest>& contests,
                                        const std::vector<double>& lengths) {
  std::vector<int> seen(pairs.contestants.size(), 0);
  std::vector<int> longer(pairs.contestants.size(), 0);
  for (std::size_t row = 0; row < contests.size(); ++row) {
    ++seen[contests[row].first];
    ++seen[contests[row].second];
    longer[contests[row].first] += lengths[row] > 0 ? 1 : 0;
    longer[contests[row].second] += lengths[row] < 0 ? 1 : 0;
  }
  std::vector<std::string> names;
  for (std::size_t at = 0; at < seen.size(); ++at) {
    if (seen[at] > 0 && seen[at] == longer[at]) names.push_back(name_of(pairs.contestants[at]));
  }
  return names;
}

void add_notes(StyleAudit& audit, const AuditPairs& pairs, const FitTable& table,
               const std::vector<double>& lengths) {
  audit.notes.push_back(fmt::format(
      "{:.0f} % of the differences in length go with who wrote the reply: strengths take them up, "
      "and only the rest tells what length does",
      kPercent * explained_by_authors(table.contests, lengths)));
  for (const std::string& name : always_longest(pairs, table.contests, lengths)) {
    audit.notes.push_back(fmt::format(
        "{} was longer than the other in every comparison: what it wins by length and what by "
        "being better is told apart only by how much longer it was",
        name));
  }
}

}  // namespace

std::optional<std::vector<double>> length_column(const std::vector<AuditPair>& pairs) {
  if (pairs.empty() || !std::ranges::all_of(pairs, has_length)) return std::nullopt;
  return column(pairs, length_of);
}

StyleAudit audit_style(const AuditPairs& pairs, double level) {
  StyleAudit audit{.part = {.title = "What moves it beside strength"}};
  std::vector<AuditPair> used = pairs.own.pairs;
  if (std::ranges::any_of(used, has_length)) {
    const std::size_t without =
        std::erase_if(used, [](const AuditPair& pair) { return !has_length(pair); });
    if (without > 0)
      audit.notes.push_back(fmt::format(
          "{} pairs do not say how long both replies were and tell nothing of length and style",
          without));
  }
  FitTable table;
  for (const AuditPair& pair : used) add_contests(table.contests, pair);
  const Columns columns = add_columns(table, used, pairs.own.one_order);
  const auto fit = fit_effects(table);
  const Reading reading{.fit = fit ? &*fit : nullptr, .level = level};
  add_position(audit.part, reading, columns);
  add_length(audit, reading, columns);
  add_styles(audit.part, reading, columns);
  if (columns.length) add_notes(audit, pairs, table, table.columns[*columns.length].values);
  if (fit && fit->held)
    audit.notes.emplace_back(
        "comparisons go some way without exception, and effects are held by a prior: they are "
        "larger than shown");
  return audit;
}

}  // namespace attune
