#include "results/render/jsonl.h"

#include <map>

#include <nlohmann/json.hpp>

#include "results/facts/comparison_json.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) {
  return compact_json(json) + "\n";
}

// JSON that the store holds; null where it holds something else.
Json stored(const std::string& text) {
  Json json = stored_json(text);
  return json.is_discarded() ? Json() : json;
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json key_json(const char* schema, const RunId& run, const SampleKey& key) {
  return {{"schema", schema},
          {"run", run.text},
          {"pack", key.pack.text},
          {"scenario", key.scenario.text},
          {"subject", key.subject.text},
          {"repeat", key.repeat}};
}

void add_verdict(const VerdictRecord& record, Json& json) {
  json["scorer"] = record.verdict.scorer;
  json["judge"] = record.judge;
  const auto* marks = std::get_if<Marks>(&record.verdict.finding);
  const auto* unscored = std::get_if<Unscored>(&record.verdict.finding);
  json["points"] = marks == nullptr ? Json() : Json(marks->points);
  json["marks"] = Json::object();
  for (std::size_t i = 0; marks != nullptr && i < marks->marks.size(); ++i)
    json["marks"][marks->marks[i].name] = marks->marks[i].value;
  json["unscored"] = unscored == nullptr ? Json() : Json(unscored->why);
  json["rationale"] = record.verdict.rationale;
  json["cost_usd"] = or_null(record.cost_usd);
}

std::string samples_text(const ExportFacts& facts) {
  std::map<SampleKey, Json> verdicts;
  for (const VerdictRecord& record : facts.verdicts) {
    Json json = Json::object();
    add_verdict(record, json);
    verdicts[record.key].push_back(std::move(json));
  }
  std::string text;
  for (const SampleRecord& sample : facts.samples) {
    if (!facts.pack.empty() && sample.key.pack.text != facts.pack) continue;
    Json json = key_json("attune.sample/1", sample.run, sample.key);
    json["pack_digest"] = sample.pack_digest;
    json["release"] = sample.release;
    json["outcome"] = to_text(sample.outcome);
    json["why"] = sample.why;
    json["transcript"] = stored(sample.transcript);
    json["cost_usd"] = or_null(sample.cost_usd);
    json["verdicts"] = verdicts.contains(sample.key) ? verdicts[sample.key] : Json::array();
    text += line(json);
  }
  return text;
}

std::string verdicts_text(const ExportFacts& facts) {
  std::string text;
  for (const VerdictRecord& record : facts.verdicts) {
    if (!facts.pack.empty() && record.key.pack.text != facts.pack) continue;
    Json json = key_json("attune.verdict/1", record.run, record.key);
    add_verdict(record, json);
    text += line(json);
  }
  return text;
}

std::string calls_text(const ExportFacts& facts) {
  std::string text;
  for (const CallRecord& call : facts.calls) {
    if (!facts.pack.empty() && call.key.pack.text != facts.pack) continue;
    Json json = key_json("attune.call/1", call.run, call.key);
    json.update(Json{{"purpose", call.purpose},
                     {"model", call.model.text},
                     {"position", call.position},
                     {"asked", call.asked},
                     {"attempt", call.attempt},
                     {"request", stored(call.request)},
                     {"request_digest", call.request_digest},
                     {"outcome", to_text(call.outcome)},
                     {"trouble", call.trouble},
                     {"why", call.why},
                     {"status", call.status},
                     {"text", call.text},
                     {"reasoning", call.reasoning},
                     {"finish_reason", call.finish_reason},
                     {"served_id", call.served_id},
                     {"fingerprint", call.fingerprint},
                     {"request_id", call.request_id},
                     {"dropped", call.dropped},
                     {"prompt_tokens", or_null(call.prompt_tokens)},
                     {"completion_tokens", or_null(call.completion_tokens)},
                     {"reasoning_tokens", or_null(call.reasoning_tokens)},
                     {"cached_tokens", or_null(call.cached_tokens)},
                     {"cost_usd", or_null(call.cost_usd)},
                     {"latency_ms", call.latency.count()},
                     {"ended", to_text(call.ended)}});
    text += line(json);
  }
  return text;
}

std::string comparisons_text(const ExportFacts& facts) {
  std::string text;
  for (const Comparison& comparison : facts.comparisons) {
    if (facts.pack.empty() || comparison.pack.text == facts.pack)
      text += to_json(comparison) + "\n";
  }
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> jsonl_exporters() {
  return {{"samples", "transcripts with their verdicts, as JSON lines"},
          {"verdicts", "one verdict a line, as JSON lines"},
          {"calls", "every attempt of every call, as JSON lines"},
          {"comparisons",
           "one finding on two samples a line, as JSON lines that import verdicts reads"}};
}

std::string to_jsonl(std::string_view kind, const ExportFacts& facts) {
  if (kind == "samples") return samples_text(facts);
  if (kind == "verdicts") return verdicts_text(facts);
  if (kind == "comparisons") return comparisons_text(facts);
  return calls_text(facts);
}

}  // namespace attune
