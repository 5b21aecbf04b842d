#include "results/render/inspect_sample.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "scenarios/base/digest.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMillisPerSecond = 1000;

std::string uuid_of(const RunSlice& slice, const SampleKey& key) {
  Digester digester;
  digester.add(slice_id(slice)).add(key.scenario.text).add(std::to_string(key.repeat));
  return short_digest(digester.text(), 22);
}

Json content_of(const Turn& turn) {
  if (turn.reasoning.empty()) return turn.reply;
  return Json::array({{{"type", "reasoning"}, {"reasoning", turn.reasoning}},
                      {{"type", "text"}, {"text", turn.reply}}});
}

// Messages have ids of their own: a reader that finds none takes all for one.
Json user_message(const Turn& turn, const std::string& id) {
  Json message = {
      {"id", id}, {"content", text_of(turn.cue)}, {"source", "input"}, {"role", "user"}};
  return message;
}

Json assistant_message(const Turn& turn, const std::string& id, const SubjectId& subject) {
  return {{"id", id},
          {"content", content_of(turn)},
          {"source", "generate"},
          {"role", "assistant"},
          {"model", subject.text}};
}

Json messages_of(const RunSlice& slice, const SampleKey& key, const Transcript& transcript) {
  Json messages = Json::array();
  const std::string id = uuid_of(slice, key);
  for (const Turn& turn : transcript.turns) {
    messages.push_back(user_message(turn, fmt::format("{}-{}", id, messages.size())));
    messages.push_back(
        assistant_message(turn, fmt::format("{}-{}", id, messages.size()), slice.subject));
  }
  return messages;
}

double seconds(Millis time) {
  return static_cast<double>(time.count()) / kMillisPerSecond;
}

Json usage_of(const CallTotals& totals, const SubjectId& subject) {
  const Json usage = inspect_usage(totals);
  return usage.contains(subject.text) ? usage[subject.text] : Json();
}

Json output_of(const RunSlice& slice, const SampleRecord& sample, const Json& messages,
               const CallTotals& totals) {
  Json choices = Json::array();
  std::string completion;
  const bool said = !messages.empty() && sample.outcome != Outcome::Failed;
  if (said) {
    const Json& last = messages.back();
    choices.push_back({{"message", last}, {"stop_reason", inspect_stop_reason(sample.outcome)}});
    completion = last["content"].is_string() ? last["content"].get<std::string>()
                                             : last["content"].back().value("text", "");
  }
  Json output = {{"model", slice.subject.text},
                 {"choices", choices},
                 {"completion", completion},
                 {"usage", usage_of(totals, slice.subject)}};
  if (sample.outcome != Outcome::Ok) output["error"] = sample.why;
  return output;
}

Json scores_of(const RunSlice& slice, const SampleKey& key) {
  Json scores = Json::object();
  for (const SliceMarking& marking : slice.markings) {
    const Marks* marks = marks_of(marking, key);
    if (marks == nullptr) continue;
    Json metadata = {
        {"scorer", marking.scorer}, {"judge", marking.judge}, {"marks", Json::object()}};
    for (const Mark& mark : marks->marks) metadata["marks"][mark.name] = mark.value;
    scores[marking_name(slice, marking)] = {{"value", marks->points},
                                            {"answer", nullptr},
                                            {"explanation", verdict_of(marking, key)->rationale},
                                            {"metadata", metadata}};
  }
  return scores;
}

Json unscored_of(const RunSlice& slice, const SampleKey& key) {
  Json unscored = Json::object();
  for (const SliceMarking& marking : slice.markings) {
    if (marks_of(marking, key) == nullptr)
      unscored[marking_name(slice, marking)] = unscored_why(marking, key);
  }
  return unscored;
}

Json metadata_of(const RunSlice& slice, const SampleRecord& sample) {
  Json metadata = {{"outcome", to_text(sample.outcome)},
                   {"why", sample.why},
                   {"cost_usd", sample.cost_usd ? Json(*sample.cost_usd) : Json()}};
  const Json unscored = unscored_of(slice, sample.key);
  if (!unscored.empty()) metadata["unscored"] = unscored;
  const Scenario* scenario = scenario_of(slice, sample.key.scenario);
  if (scenario == nullptr) return metadata;
  metadata["title"] = scenario->title;
  for (const auto& [name, value] : scenario->tags) metadata["tags"][name] = value;
  return metadata;
}

void add_times(Json& json, const CallTotals& totals) {
  if (totals.started) json["started_at"] = to_iso(*totals.started);
  if (totals.ended) json["completed_at"] = to_iso(*totals.ended);
  if (totals.started && totals.ended)
    json["total_time"] = seconds(Millis(totals.ended->millis - totals.started->millis));
  if (!totals.models.empty()) json["working_time"] = seconds(totals.time);
}

}  // namespace

std::string_view inspect_stop_reason(Outcome outcome) {
  switch (outcome) {
    case Outcome::Ok:
      return "stop";
    case Outcome::Refused:
    case Outcome::Filtered:
      return "content_filter";
    case Outcome::Truncated:
      return "max_tokens";
    case Outcome::OverContext:
      return "model_length";
    case Outcome::Empty:
    case Outcome::Failed:
      return "unknown";
  }
  return "unknown";
}

Json inspect_error(const std::string& why) {
  return {{"message", why}, {"traceback", ""}, {"traceback_ansi", ""}};
}

Json inspect_usage(const CallTotals& totals) {
  Json usage = Json::object();
  for (const auto& [id, model] : totals.models) {
    if (model.unsaid > 0) continue;
    Json its = {{"input_tokens", model.prompt_tokens},
                {"output_tokens", model.completion_tokens},
                {"total_tokens", model.prompt_tokens + model.completion_tokens}};
    if (model.cached_tokens) its["input_tokens_cache_read"] = *model.cached_tokens;
    if (model.reasoning_tokens) its["reasoning_tokens"] = *model.reasoning_tokens;
    if (model.unpriced == 0) its["total_cost"] = model.cost_usd;
    usage[id.text] = its;
  }
  return usage;
}

Json inspect_sample(const RunSlice& slice, const SampleRecord& sample) {
  const auto transcript = transcript_from_json(sample.transcript);
  const Json messages = messages_of(slice, sample.key, transcript ? *transcript : Transcript{});
  const auto calls = slice.calls.find(sample.key);
  const CallTotals totals = calls == slice.calls.end() ? CallTotals{} : calls->second;
  Json json = {{"id", sample.key.scenario.text},
               {"epoch", sample.key.repeat},
               {"input", messages.empty() ? Json("") : messages.front()["content"]},
               {"target", target_of(slice, sample.key.scenario)},
               {"messages", messages},
               {"output", output_of(slice, sample, messages, totals)},
               {"scores", scores_of(slice, sample.key)},
               {"metadata", metadata_of(slice, sample)},
               {"store", Json::object()},
               {"events", Json::array()},
               {"model_usage", inspect_usage(totals)}};
  add_times(json, totals);
  json["uuid"] = uuid_of(slice, sample.key);
  json["error"] = sample.outcome == Outcome::Failed ? inspect_error(sample.why) : Json();
  json["attachments"] = Json::object();
  return json;
}

}  // namespace attune
