#include "scenarios/load/eqbench3_elo.h"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::json;
using Written = nlohmann::ordered_json;

constexpr std::string_view kMetadata = "__metadata__";
constexpr std::string_view kComparisons = "global_pairwise_comparisons";
// In every record, whoever was shown first has the code A0493.
constexpr std::string_view kForward = "A0493:test / A0488:other";
constexpr std::string_view kTurned = "A0493:other / A0488:test";

using RatingField = std::pair<const char*, std::optional<double> Eqbench3Rating::*>;

constexpr std::array<RatingField, 7> kRatingFields = {
    {{"elo", &Eqbench3Rating::elo},
     {"elo_norm", &Eqbench3Rating::elo_norm},
     {"sigma", &Eqbench3Rating::sigma},
     {"ci_low", &Eqbench3Rating::ci_low},
     {"ci_high", &Eqbench3Rating::ci_high},
     {"ci_low_norm", &Eqbench3Rating::ci_low_norm},
     {"ci_high_norm", &Eqbench3Rating::ci_high_norm}}};

template <class AnyJson>
std::string dumped(const AnyJson& json) {
  return json.dump(-1, ' ', false, AnyJson::error_handler_t::replace);
}

std::optional<std::string> text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                   : std::nullopt;
}

std::optional<double> number_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number() ? std::optional(found->get<double>())
                                                   : std::nullopt;
}

// The reference writes iterations as texts, for they are names in its runs file.
std::optional<int> iteration_of(const Json& pair) {
  const auto found = pair.find("iteration_index");
  if (found == pair.end()) return std::nullopt;
  const std::string text = found->is_string() ? found->get<std::string>() : found->dump();
  int number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end && number > 0 ? std::optional(number)
                                                                 : std::nullopt;
}

int whole(const std::optional<double>& number) {
  return number && std::abs(*number) < 1e9 ? static_cast<int>(std::lround(*number)) : 0;
}

std::optional<Eqbench3Outcome> outcome_of(const Json& json) {
  const auto outcome = number_at(json, "outcome_for_test_model");
  if (!outcome) return std::nullopt;
  return Eqbench3Outcome{
      .outcome = *outcome,
      .plus_for_test = whole(number_at(json, "plus_for_test")),
      .plus_for_other = whole(number_at(json, "plus_for_other")),
      .plus_diff = whole(number_at(json, "plus_diff")),
      .plus_diff_normalized = number_at(json, "plus_diff_normalized").value_or(0),
      .plus_diff_blended = number_at(json, "plus_diff_blended").value_or(0),
      .fraction_for_test = number_at(json, "fraction_for_test").value_or(0.5)};
}

// Whether a record is the second of its pair's two orders: records say by whom a code stands for,
// errors by name.
std::optional<bool> turned_of(const Json& json) {
  const auto order = text_at(json, "order");
  if (!order) return std::nullopt;
  if (*order == "forward" || order->starts_with("A0493:test")) return false;
  if (*order == "reversed" || order->starts_with("A0493:other")) return true;
  return std::nullopt;
}

// The names that every record must have.
Result<Eqbench3Compared> read_names(const Json& json, const std::string& place) {
  const auto fault = [&place](std::string_view field, std::string_view problem) {
    return fix_input(fmt::format("{}: {}: {}", place, field, problem));
  };
  const auto scenario = text_at(json, "scenario_id");
  if (!scenario) return fault("scenario_id", "expected a text");
  const auto pair = json.find("pair");
  if (pair == json.end() || !pair->is_object()) return fault("pair", "expected an object");
  const auto test = text_at(*pair, "test_model");
  const auto neighbor = text_at(*pair, "neighbor_model");
  if (!test || test->empty()) return fault("pair.test_model", "expected a name");
  if (!neighbor || neighbor->empty()) return fault("pair.neighbor_model", "expected a name");
  const auto iteration = iteration_of(*pair);
  if (!iteration) return fault("pair.iteration_index", "expected a number from 1");
  const auto turned = turned_of(json);
  if (!turned) return fault("order", fmt::format("expected '{}' or '{}'", kForward, kTurned));
  return Eqbench3Compared{.scenario = *scenario,
                          .test_model = *test,
                          .neighbor_model = *neighbor,
                          .iteration = *iteration,
                          .turned = *turned};
}

Result<Eqbench3Compared> read_comparison(std::string_view text, const std::string& place) {
  const auto json = json_value(text);
  const auto members = json_members(text);
  if (!json || !members) return fix_input(place + ": expected a comparison as a JSON object");
  auto compared = read_names(*json, place);
  if (!compared) return compared;
  if (json->contains("error")) {
    compared->error = text_at(*json, "error").value_or("");
    compared->raw_judge_response = text_at(*json, "raw_judge_response");
    return compared;
  }
  for (const JsonMember& member : *members) {
    if (member.name == "judge_response") compared->judge_response = member.value;
  }
  if (!compared->judge_response.starts_with('{'))
    return fix_input(place + ": judge_response: expected an object");
  compared->outcome = outcome_of(*json);
  compared->test_length = number_at(*json, "test_model_avg_response_length");
  compared->neighbor_length = number_at(*json, "neighbor_model_avg_response_length");
  return compared;
}

Result<Eqbench3Rating> read_rating(const JsonMember& member, const std::string& file) {
  const auto json = json_value(member.value);
  const std::string place = fmt::format("{}: {}", file, printable(member.name));
  if (!json || !json->is_object()) return fix_input(place + ": expected a rating as an object");
  Eqbench3Rating rating{.model = member.name};
  for (const auto& [name, field] : kRatingFields) {
    if (json->contains(name) && !(*json)[name].is_number() && !(*json)[name].is_null())
      return fix_input(fmt::format("{}: {}: expected a number", place, name));
    rating.*field = number_at(*json, name);
  }
  return rating;
}

Result<Done> read_metadata(std::string_view text, const std::string& file, Eqbench3Elo& elo) {
  const std::string place = fmt::format("{}: {}", file, kMetadata);
  auto members = json_members(text);
  if (!members) return std::move(members).error().within(place);
  for (const JsonMember& member : *members) {
    if (member.name == "last_updated") {
      const auto value = json_value(member.value);
      if (value && value->is_string()) elo.last_updated = value->get<std::string>();
    }
    if (member.name != kComparisons) continue;
    auto items = json_items(member.value);
    if (!items) return std::move(items).error().within(fmt::format("{}: {}", place, kComparisons));
    for (const std::string_view item : *items) {
      auto compared =
          read_comparison(item, fmt::format("{}: comparison {}", file, elo.comparisons.size() + 1));
      if (!compared) return std::move(compared).error();
      elo.comparisons.push_back(*std::move(compared));
    }
  }
  return Done{};
}

template <class T>
Written or_null(const std::optional<T>& value) {
  return value ? Written(*value) : Written();
}

Written pair_json(const Eqbench3Compared& compared) {
  return {{"test_model", compared.test_model},
          {"neighbor_model", compared.neighbor_model},
          {"iteration_index", std::to_string(compared.iteration)}};
}

Written error_json(const Eqbench3Compared& compared) {
  Written json = {{"scenario_id", compared.scenario},
                  {"pair", pair_json(compared)},
                  {"order", compared.turned ? "reversed" : "forward"},
                  {"error", *compared.error}};
  if (compared.raw_judge_response) json["raw_judge_response"] = *compared.raw_judge_response;
  return json;
}

Written comparison_json(const Eqbench3Compared& compared) {
  const Eqbench3Outcome outcome = compared.outcome.value_or(Eqbench3Outcome{});
  Written response = Written::parse(compared.judge_response, nullptr, false);
  if (!response.is_object()) {
    const auto mended = json_value(compared.judge_response);
    response = mended ? Written(*mended) : Written::object();
  }
  return {{"scenario_id", compared.scenario},
          {"pair", pair_json(compared)},
          {"order", compared.turned ? kTurned : kForward},
          {"judge_response", std::move(response)},
          {"outcome_for_test_model", outcome.outcome},
          {"plus_for_test", outcome.plus_for_test},
          {"plus_for_other", outcome.plus_for_other},
          {"plus_diff", outcome.plus_diff},
          {"plus_diff_normalized", outcome.plus_diff_normalized},
          {"plus_diff_blended", outcome.plus_diff_blended},
          {"fraction_for_test", outcome.fraction_for_test},
          {"test_model_avg_response_length", or_null(compared.test_length)},
          {"neighbor_model_avg_response_length", or_null(compared.neighbor_length)}};
}

}  // namespace

Result<Eqbench3Elo> parse_eqbench3_elo(const PackFile& file) {
  auto members = json_members(file.text);
  if (!members) return std::move(members).error().within(file.name);
  Eqbench3Elo elo;
  for (const JsonMember& member : *members) {
    if (member.name == kMetadata) {
      Result<Done> read = read_metadata(member.value, file.name, elo);
      if (!read) return std::move(read).error();
      continue;
    }
    auto rating = read_rating(member, file.name);
    if (!rating) return std::move(rating).error();
    elo.ratings.push_back(*std::move(rating));
  }
  return elo;
}

std::string eqbench3_elo_text(const Eqbench3Elo& elo) {
  std::string text = "{";
  for (const Eqbench3Rating& rating : elo.ratings) {
    Written json = Written::object();
    for (const auto& [name, field] : kRatingFields) {
      if (rating.*field) json[name] = *(rating.*field);
    }
    text += fmt::format("\n  {}: {},", dumped(Json(rating.model)), dumped(json));
  }
  text += fmt::format("\n  \"{}\": {{\n    \"{}\": [", kMetadata, kComparisons);
  bool first = true;
  for (const Eqbench3Compared& compared : elo.comparisons) {
    text += fmt::format("{}\n      {}", first ? "" : ",",
                        dumped(compared.error ? error_json(compared) : comparison_json(compared)));
    first = false;
  }
  text += "\n    ]";
  if (!elo.last_updated.empty())
    text += fmt::format(",\n    \"last_updated\": {}", dumped(Json(elo.last_updated)));
  return text + "\n  }\n}\n";
}

}  // namespace attune
