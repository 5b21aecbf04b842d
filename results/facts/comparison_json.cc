#include "results/facts/comparison_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"

namespace attune {

using Json = nlohmann::ordered_json;

namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json json_of(const std::optional<ReplyStyle>& style) {
  if (!style) return {};
  return {{"headers", style->headers}, {"lists", style->lists}, {"bold", style->bold}};
}

Json margins_of(const Comparison& comparison) {
  const auto* margins = std::get_if<Margins>(&comparison.finding);
  if (margins == nullptr) return {};
  Json list = Json::array();
  for (const Margin& margin : margins->margins)
    list.push_back(Json::array({margin.criterion, margin.value}));
  return list;
}

// Reads fields, noting the first that is not as it must be.
class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}

  std::string text(const char* key) {
    const Json* value = find(key);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    fault(key, "expected a text");
    return {};
  }

  std::int64_t integer(const char* key, std::int64_t low, std::int64_t high) {
    const Json* value = find(key);
    const bool whole = value != nullptr && value->is_number_integer();
    const bool large = whole && value->is_number_unsigned() &&
                       !std::in_range<std::int64_t>(value->get<std::uint64_t>());
    if (whole && !large && value->get<std::int64_t>() >= low && value->get<std::int64_t>() <= high)
      return value->get<std::int64_t>();
    fault(key, "expected a whole number within its range");
    return low;
  }

  int count(const char* key) {
    return static_cast<int>(integer(key, 1, std::numeric_limits<int>::max()));
  }

  bool truth(const char* key) {
    const Json* value = find(key);
    if (value != nullptr && value->is_boolean()) return value->get<bool>();
    fault(key, "expected true or false");
    return false;
  }

  std::optional<double> number(const char* key) {
    const Json* value = find(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    fault(key, "expected a number or null");
    return std::nullopt;
  }

  std::optional<ReplyStyle> style(const char* key) {
    const Json* value = find(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    Reader inner(*value);
    const auto headers = inner.number("headers");
    const auto lists = inner.number("lists");
    const auto bold = inner.number("bold");
    if (headers && lists && bold) return ReplyStyle{*headers, *lists, *bold};
    fault(key, "expected headers, lists and bold");
    return std::nullopt;
  }

  std::variant<Margins, Unscored> finding() {
    const Json* margins = find("margins");
    if (margins == nullptr || margins->is_null()) return Unscored{text("unscored")};
    Margins found;
    if (!margins->is_array()) fault("margins", "expected a list");
    for (std::size_t i = 0; margins->is_array() && i < margins->size(); ++i) {
      const Json& margin = (*margins)[i];
      const bool pair =
          margin.is_array() && margin.size() == 2 && margin[0].is_string() && margin[1].is_number();
      if (!pair) fault("margins", "expected pairs of a criterion and a number");
      if (pair) found.margins.push_back({margin[0].get<std::string>(), margin[1].get<double>()});
    }
    return found;
  }

  void fault(const char* key, std::string_view problem) {
    if (!fault_) fault_ = fix_input(fmt::format("{}: {}", key, problem));
  }

  [[nodiscard]] const std::optional<Error>& first_fault() const { return fault_; }

 private:
  [[nodiscard]] const Json* find(const char* key) const {
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }

  const Json& json_;
  std::optional<Error> fault_;
};

}  // namespace

std::string to_json(const Comparison& comparison) {
  const auto* unscored = std::get_if<Unscored>(&comparison.finding);
  const Json json = {{"schema", kComparisonSchema},
                     {"run", comparison.run.text},
                     {"pack", comparison.pack.text},
                     {"pack_digest", comparison.pack_digest},
                     {"scenario", comparison.scenario.text},
                     {"repeat", comparison.repeat},
                     {"first", comparison.first.text},
                     {"second", comparison.second.text},
                     {"first_run", comparison.first_run.text},
                     {"second_run", comparison.second_run.text},
                     {"first_release", comparison.first_release},
                     {"second_release", comparison.second_release},
                     {"turned", comparison.turned},
                     {"scorer", comparison.scorer},
                     {"judge", comparison.judge},
                     {"asked", comparison.asked},
                     {"raw", comparison.raw},
                     {"margins", margins_of(comparison)},
                     {"unscored", unscored == nullptr ? Json() : Json(unscored->why)},
                     {"rationale", comparison.rationale},
                     {"source", comparison.source},
                     {"first_length", or_null(comparison.first_length)},
                     {"second_length", or_null(comparison.second_length)},
                     {"first_style", json_of(comparison.first_style)},
                     {"second_style", json_of(comparison.second_style)},
                     {"session", comparison.session},
                     {"chance", or_null(comparison.chance)},
                     {"cost_usd", or_null(comparison.cost_usd)},
                     {"when_ms", comparison.when.millis}};
  return compact_json(json);
}

Result<Comparison> comparison_from_json(std::string_view line) {
  constexpr std::array<std::string_view, 4> kSources = {"judge", "vote", "import", "probe"};
  if (nested_too_deep(line)) return fix_input("a comparison is nested too deep");
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return fix_input("expected a comparison as a JSON object");
  Reader reader(json);
  if (reader.text("schema") != kComparisonSchema)
    reader.fault("schema", fmt::format("expected {}", kComparisonSchema).c_str());
  Comparison comparison{.run = {reader.text("run")},
                        .pack = {reader.text("pack")},
                        .pack_digest = reader.text("pack_digest"),
                        .scenario = {reader.text("scenario")},
                        .repeat = reader.count("repeat"),
                        .first = {reader.text("first")},
                        .second = {reader.text("second")},
                        .first_run = {reader.text("first_run")},
                        .second_run = {reader.text("second_run")},
                        .first_release = reader.text("first_release"),
                        .second_release = reader.text("second_release"),
                        .turned = reader.truth("turned"),
                        .scorer = reader.text("scorer"),
                        .judge = reader.text("judge"),
                        .asked = reader.count("asked"),
                        .raw = reader.text("raw"),
                        .finding = reader.finding(),
                        .rationale = reader.text("rationale"),
                        .source = reader.text("source"),
                        .first_length = reader.number("first_length"),
                        .second_length = reader.number("second_length"),
                        .first_style = reader.style("first_style"),
                        .second_style = reader.style("second_style"),
                        .session = reader.text("session"),
                        .chance = reader.number("chance"),
                        .cost_usd = reader.number("cost_usd"),
                        .when = {reader.integer("when_ms", std::numeric_limits<std::int64_t>::min(),
                                                std::numeric_limits<std::int64_t>::max())}};
  if (std::ranges::find(kSources, comparison.source) == kSources.end())
    reader.fault("source", "expected judge, vote, import or probe");
  if (reader.first_fault()) return *reader.first_fault();
  return comparison;
}

bool holds_comparisons(std::string_view text) {
  const std::string_view start = trim(text.substr(0, text.find('\n')));
  if (!start.starts_with('{') || nested_too_deep(start)) return false;
  const Json json = Json::parse(start, nullptr, false);
  return json.is_object() && json.contains("schema") && json["schema"] == kComparisonSchema;
}

}  // namespace attune
