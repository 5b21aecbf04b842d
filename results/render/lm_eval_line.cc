#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "results/render/lm_eval.h"
#include "results/render/lm_eval_names.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json document_of(const RunSlice& slice, const ScenarioId& id) {
  Json doc = {{"scenario", id.text}};
  const Scenario* scenario = scenario_of(slice, id);
  if (scenario == nullptr) return doc;
  doc["title"] = scenario->title;
  doc["kind"] = scenario->kind;
  doc["language"] = scenario->language;
  doc["cues"] = Json::array();
  for (const Cue& cue : scenario->cues) doc["cues"].push_back(cue.text);
  doc["tags"] = Json::object();
  for (const auto& [name, value] : scenario->tags) doc["tags"][name] = value;
  return doc;
}

// What was said turn by turn: a turn is what lm-eval calls a request, and has a reply each repeat.
struct Said {
  std::vector<std::string> asked;  // at the first repeat that got so far
  std::vector<std::vector<std::string>> replies;
};

Said said_in(std::span<const SampleRecord> samples) {
  Said said;
  for (const SampleRecord& sample : samples) {
    const auto transcript = transcript_from_json(sample.transcript);
    if (!transcript) continue;
    for (std::size_t i = 0; i < transcript->turns.size(); ++i) {
      if (i == said.asked.size()) {
        said.asked.push_back(text_of(transcript->turns[i].cue));
        said.replies.emplace_back();
      }
      said.replies[i].push_back(transcript->turns[i].reply);
    }
  }
  return said;
}

Json arguments_of(const Said& said) {
  Json arguments = Json::object();
  for (std::size_t i = 0; i < said.asked.size(); ++i)
    arguments["gen_args_" + std::to_string(i)] = {{"arg_0", said.asked[i]}};
  return arguments;
}

Json filtered_of(const Said& said) {
  Json filtered = Json::array();
  for (const std::vector<std::string>& replies : said.replies)
    filtered.push_back(replies.size() == 1 ? Json(replies.front()) : Json(replies));
  return filtered;
}

// Means over the repeats that were scored, by name.
std::map<std::string, double> figures_of(const SliceMarking& marking,
                                         std::span<const SampleRecord> samples) {
  std::map<std::string, std::pair<double, double>> sums;
  const auto add = [&sums](const std::string& name, double value) {
    if (!std::isfinite(value)) return;
    sums[name].first += value;
    sums[name].second += 1;
  };
  for (const SampleRecord& sample : samples) {
    const Marks* marks = marks_of(marking, sample.key);
    if (marks == nullptr) continue;
    add(kLmEvalPoints, marks->points);
    for (const Mark& mark : marks->marks) {
      if (mark.name != kLmEvalPoints) add(mark.name, mark.value);
    }
  }
  std::map<std::string, double> means;
  for (const auto& [name, sum] : sums) means.emplace(name, sum.first / sum.second);
  return means;
}

}  // namespace

LmEvalLine lm_eval_line(const RunSlice& slice, std::size_t document, std::size_t marking,
                        std::span<const SampleRecord> samples) {
  const ScenarioId& scenario = samples.front().key.scenario;
  const Said said = said_in(samples);
  const Json doc = document_of(slice, scenario);
  const std::string target = target_of(slice, scenario);
  std::map<std::string, double> figures;
  if (marking < slice.markings.size()) figures = figures_of(slice.markings[marking], samples);
  Json json = {
      {"doc_id", document},
      {"doc", doc},
      {"target", target},
      {"arguments", arguments_of(said)},
      {"resps", said.replies},
      {"filtered_resps", filtered_of(said)},
      {"filter", marking < slice.markings.size() ? lm_eval_filter(slice, marking) : "none"},
      {"metrics", Json::array()},
      {"doc_hash", lm_eval_hash(dumped(doc, 2))},
      {"prompt_hash", lm_eval_hash(said.asked.empty() ? "" : said.asked.front())},
      {"target_hash", lm_eval_hash(target)}};
  for (const auto& [name, value] : figures) {
    if (json.contains(name)) continue;
    json["metrics"].push_back(name);
    json[name] = value;
  }
  LmEvalLine line{.json = dumped(json) + "\n"};
  for (const char* hash : {"doc_hash", "prompt_hash", "target_hash"})
    line.hashes += json[hash].get<std::string>();
  return line;
}

}  // namespace attune
