#include "scorers/judges/persona_score.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

#include "scenarios/base/words.h"
#include "scorers/judges/json_objects.h"
#include "scorers/judges/judge_texts.h"

namespace attune {
namespace {

constexpr double kTop = 10;
constexpr double kUnnamed = 5;   // points by which a dimension without an estimate is off
constexpr double kNoCredit = 3;  // mean points off at which nothing is left

const Level* level_of(std::span<const Level> state, std::string_view name) {
  const auto found = std::ranges::find(state, name, &Level::name);
  return found == state.end() ? nullptr : &*found;
}

std::optional<double> number_in(const JsonField& field) {
  if (field.kind == JsonField::Kind::Number) return field.number;
  if (field.kind != JsonField::Kind::Text) return std::nullopt;
  const std::string_view text = trim(field.text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

std::vector<Level> levels_in(const JsonObject& object, std::span<const StateDimension> dimensions) {
  std::vector<Level> levels;
  for (const JsonField& field : object) {
    const auto number = number_in(field);
    if (!number || !(*number >= 0 && *number <= kTop)) continue;
    const auto named = std::ranges::find(dimensions, folded_name(field.name),
                                         [](const auto& each) { return folded_name(each.name); });
    if (named == dimensions.end()) continue;
    std::erase_if(levels, [&](const Level& level) { return level.name == named->name; });
    levels.push_back({named->name, *number});
  }
  return levels;
}

}  // namespace

std::optional<double> goodness(std::span<const StateDimension> dimensions,
                               std::span<const Level> state) {
  double sum = 0;
  double weights = 0;
  for (const StateDimension& dimension : dimensions) {
    if (dimension.weight == 0) continue;
    const Level* level = level_of(state, dimension.name);
    if (level == nullptr || !std::isfinite(level->value)) return std::nullopt;
    const double value = std::clamp(level->value, 0.0, kTop);
    const double weight = std::abs(dimension.weight);
    sum += weight * (dimension.weight > 0 ? value : kTop - value);
    weights += weight;
  }
  return weights > 0 ? std::optional(sum / (kTop * weights)) : std::nullopt;
}

double user_state(double start, double end) {
  constexpr double kHalf = kTop / 2;
  if (end == start) return kHalf;  // also where there is no room above or below
  if (end > start) return kHalf + kHalf * (end - start) / (1 - start);
  return kHalf * end / start;
}

std::vector<Level> read_estimate(std::string_view debrief,
                                 std::span<const StateDimension> dimensions) {
  std::vector<Level> last;
  each_object(debrief, [&](const JsonObject& object) {
    auto levels = levels_in(object, dimensions);
    if (!levels.empty()) last = std::move(levels);
  });
  return last;
}

double emotional_attunement(std::span<const Level> estimate, std::span<const Level> truth) {
  if (estimate.empty() || truth.empty()) return 0;
  double off = 0;
  for (const Level& level : truth) {
    const Level* guess = level_of(estimate, level.name);
    off += guess == nullptr ? kUnnamed : std::abs(guess->value - level.value);
  }
  return kTop * std::max(0.0, 1 - off / static_cast<double>(truth.size()) / kNoCredit);
}

std::optional<double> eq_rubric(std::span<const Criterion> criteria,
                                std::span<const double> marks) {
  constexpr double kMost = 20;
  assert(criteria.size() == marks.size());
  double sum = 0;
  double counted = 0;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    if (!criteria[i].counted) continue;
    sum += criteria[i].inverted ? kMost - marks[i] : marks[i];
    ++counted;
  }
  return counted > 0 ? std::optional(sum / counted * kTop / kMost) : std::nullopt;
}

double persona_score(const PersonaParts& parts) {
  return 0.50 * parts.user_state + 0.25 * parts.eq_rubric + 0.25 * parts.debrief;
}

}  // namespace attune
