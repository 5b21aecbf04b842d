#include "results/reports/gate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

struct Sign {
  std::string_view text;
  Gate::Relation relation;
};

// Longer ones first, for they begin with shorter ones.
constexpr std::array kSigns = {Sign{"<=", Gate::Relation::LessOrEqual},
                               Sign{">=", Gate::Relation::GreaterOrEqual},
                               Sign{"<", Gate::Relation::Less}, Sign{">", Gate::Relation::Greater}};

std::string_view sign_of(Gate::Relation relation) {
  return std::ranges::find(kSigns, relation, &Sign::relation)->text;
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool holds(Gate::Relation relation, double value, double limit) {
  switch (relation) {
    case Gate::Relation::Less:
      return value < limit;
    case Gate::Relation::LessOrEqual:
      return value <= limit;
    case Gate::Relation::Greater:
      return value > limit;
    case Gate::Relation::GreaterOrEqual:
      return value >= limit;
  }
  return true;
}

Error misread(std::string_view text, std::string_view what) {
  return fix_input(
      fmt::format("gate '{}': {}; a gate is a figure, one of < <= > >= and a number, "
                  "as in 'lower < -2'",
                  printable(text), what));
}

}  // namespace

Result<Gate> parse_gate(std::string_view text, std::span<const std::string> figures) {
  const auto at = text.find_first_of("<>");
  if (at == std::string_view::npos) return misread(text, "nothing is compared");
  const std::string_view rest = text.substr(at);
  const auto* sign = std::ranges::find_if(
      kSigns, [rest](const Sign& each) { return rest.starts_with(each.text); });
  const std::string_view figure = trim(text.substr(0, at));
  if (figure.empty()) return misread(text, "no figure is named");
  if (std::ranges::find(figures, figure) == figures.end())
    return fix_input(fmt::format("gate '{}': {}", printable(text),
                                 no_such("figure", printable(figure), figures)));
  const std::string_view number = trim(rest.substr(sign->text.size()));
  const std::optional<double> limit = parse_number(number);
  if (!limit) return misread(text, fmt::format("'{}' is no number", printable(number)));
  return Gate{.figure = std::string(figure), .relation = sign->relation, .limit = *limit};
}

Result<std::vector<Gate>> parse_gates(std::span<const std::string> texts,
                                      std::span<const std::string> figures) {
  std::vector<Gate> gates;
  for (const std::string& text : texts) {
    auto gate = parse_gate(text, figures);
    if (!gate) return std::move(gate).error();
    gates.push_back(*std::move(gate));
  }
  return gates;
}

std::string to_text(const Gate& gate) {
  return fmt::format("{} {} {:.6g}", gate.figure, sign_of(gate.relation), gate.limit);
}

std::optional<Crossing> crossed(const Gate& gate, const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return Crossing{gate, std::nullopt};
  if (holds(gate.relation, *value, gate.limit)) return Crossing{gate, value};
  return std::nullopt;
}

std::string to_text(const Crossing& crossing) {
  const std::string gate = to_text(crossing.gate);
  const std::string& figure = crossing.gate.figure;
  if (!crossing.value) return fmt::format("{} cannot be ruled out: there is no {}", gate, figure);
  return fmt::format("{} holds: {} is {:.6g}", gate, figure, *crossing.value);
}

}  // namespace attune
