#include "scenarios/load/eqbench_results.h"

#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string text_at(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

// "gpt-4" of the engine openai is openai/gpt-4; names that have a slash already say whose they are.
SubjectId subject_of(const Json& json) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kProviders = {
      {{"openai", "openai"},
       {"gemini", "google"},
       {"mistralai", "mistral"},
       {"anthropic", "anthropic"},
       {"llama.cpp", "llamacpp"}}};
  const std::string model = text_at(json, "model_path");
  if (model.empty() || model.find('/') != std::string::npos) return {model};
  const std::string engine = text_at(json, "inference_engine");
  for (const auto& [name, provider] : kProviders) {
    if (engine == name) return {fmt::format("{}/{}", provider, model)};
  }
  return {fmt::format("{}/{}", engine.empty() ? "unknown" : engine, model)};
}

Result<Done> read_iteration(const std::string& name, const Json& iteration, const std::string& file,
                            EqbenchResults& results) {
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number < 1) {
    return fix_input(
        fmt::format("{}: raw_results.{}: expected iterations numbered from 1", file, name));
  }
  if (!iteration.is_object() || !iteration.contains("raw_inference") ||
      !iteration["raw_inference"].is_object()) {
    return fix_input(fmt::format(
        "{}: raw_results.{}.raw_inference: expected the raw replies by question", file, name));
  }
  for (const auto& [question, reply] : iteration["raw_inference"].items()) {
    if (!reply.is_string())
      return fix_input(fmt::format("{}: raw_inference.{}: expected a text", file, question));
    auto text = reply.get<std::string>();
    results.revised = results.revised || text.find("Revised scores:") != std::string::npos;
    results.replies[number][question] = std::move(text);
  }
  return Done{};
}

}  // namespace

Result<EqbenchResults> parse_eqbench_results(const PackFile& file) {
  if (nested_too_deep(file.text)) return fix_input(file.name + ": is nested too deep");
  const Json json = Json::parse(file.text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return fix_input(file.name + ":1:1: expected a result file of EQ-Bench as JSON");
  if (!json.contains("raw_results") || !json["raw_results"].is_object()) {
    return fix_input(file.name + ": raw_results: is missing");
  }
  EqbenchResults results{.subject = subject_of(json)};
  if (results.subject.model().empty()) return fix_input(file.name + ": model_path: is missing");
  for (const auto& [name, iteration] : json["raw_results"].items()) {
    Result<Done> read = read_iteration(name, iteration, file.name, results);
    if (!read) return std::move(read).error();
  }
  if (results.replies.empty()) return fix_input(file.name + ": raw_results: holds no iteration");
  if (json.contains("benchmark_score") && json["benchmark_score"].is_number())
    results.published_score = json["benchmark_score"].get<double>();
  if (json.contains("run_completed") && json["run_completed"].is_number()) {
    constexpr double kMost = 1e11;  // in the year 5138
    const auto seconds = json["run_completed"].get<double>();
    if (!(seconds >= 0 && seconds <= kMost))
      return fix_input(file.name + ": run_completed: expected seconds since 1970");
    results.completed.millis = static_cast<std::int64_t>(seconds * 1000);
  }
  return results;
}

}  // namespace attune
