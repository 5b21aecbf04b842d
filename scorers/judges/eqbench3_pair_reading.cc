#include "scorers/judges/eqbench3_pair_reading.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"
#include "scorers/judges/eqbench3_prompt.h"

namespace attune {
namespace {

constexpr int kAnalyses = 400;    // ids from here on
constexpr double kMostPlus = 30;  // the reference's greatest difference; answers can give 40

bool is_analysis(std::string_view scenario) {
  const std::string_view id = trim(scenario);
  int number = 0;
  const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
  return read.ec == std::errc() && read.ptr == id.data() + id.size() && number >= kAnalyses;
}

}  // namespace

PairReading eqbench3_pair_reading(std::string_view judge_response) {
  constexpr Eqbench3Labels kLabels;
  PairReading reading;
  const auto json = json_value(judge_response);
  if (!json || !json->is_object()) return reading;
  for (const auto& [name, value] : json->items()) {
    if (!value.is_string()) continue;
    const auto& text = value.get_ref<const std::string&>();
    if (name == kEqbench3Reasoning) {
      reading.reasoning = text;
      continue;
    }
    const auto plus = static_cast<int>(std::ranges::count(text, '+'));
    if (text.find(kLabels.first) != std::string::npos) {
      reading.criteria.push_back({name, plus});
    } else if (text.find(kLabels.second) != std::string::npos) {
      reading.criteria.push_back({name, -plus});
    }
  }
  return reading;
}

Eqbench3Outcome eqbench3_pair_outcome(std::span<const PairPlus> criteria, std::string_view scenario,
                                      bool turned) {
  int first = 0;
  int second = 0;
  for (const PairPlus& criterion : criteria) {
    first += std::max(criterion.plus, 0);
    second += std::max(-criterion.plus, 0);
  }
  Eqbench3Outcome outcome{.plus_for_test = turned ? second : first,
                          .plus_for_other = turned ? first : second};
  const int diff = outcome.plus_for_test - outcome.plus_for_other;
  outcome.outcome = diff > 0 ? 1.0 : diff < 0 ? 0.0 : 0.5;
  if (is_analysis(scenario)) {
    outcome.plus_for_test = diff > 0 ? 1 : 0;
    outcome.plus_for_other = diff < 0 ? 1 : 0;
  }
  outcome.plus_diff = std::abs(outcome.plus_for_test - outcome.plus_for_other);
  outcome.plus_diff_normalized = std::min(outcome.plus_diff / kMostPlus, 1.0);
  outcome.plus_diff_blended = outcome.plus_diff_normalized;
  const double margin = outcome.plus_diff_blended / 2 + 0.5;
  if (diff != 0) outcome.fraction_for_test = diff > 0 ? margin : 1.0 - margin;
  return outcome;
}

}  // namespace attune
