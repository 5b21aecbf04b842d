#include "results/render/sample_page.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string rule(std::string_view title) {
  return fmt::format("── {} ──\n", title);
}

// What a simulated user kept to themselves; the subject never saw it.
std::string aside_text(const Aside& aside, std::size_t turn) {
  std::string text;
  if (!aside.nudge.empty()) text += "note to the player: " + aside.nudge + "\n";
  if (!aside.internal.empty()) text += aside.internal + "\n";
  for (const Level& level : aside.state) text += fmt::format("{} {:g}  ", level.name, level.value);
  if (!aside.state.empty()) text += "\n";
  return text.empty() ? text : rule(fmt::format("turn {}: kept to themselves", turn)) + text + "\n";
}

std::string transcript_text(const SampleRecord& sample) {
  auto transcript = transcript_from_json(sample.transcript);
  if (!transcript) return "(its transcript cannot be read)\n";
  std::string text;
  for (std::size_t i = 0; i < transcript->turns.size(); ++i) {
    const Turn& turn = transcript->turns[i];
    if (turn.aside) text += aside_text(*turn.aside, i + 1);
    text += rule(fmt::format("turn {}: said to the subject", i + 1)) + text_of(turn.cue) + "\n\n";
    if (!turn.reasoning.empty())
      text += rule(fmt::format("turn {}: reasoning", i + 1)) + turn.reasoning + "\n\n";
    text += rule(fmt::format("turn {}: reply", i + 1)) + turn.reply + "\n\n";
  }
  return text;
}

std::string verdict_text(const VerdictRecord& record) {
  const std::string by = record.judge.empty()
                             ? record.verdict.scorer
                             : fmt::format("{} by {}", record.verdict.scorer, record.judge);
  std::string text = rule("verdict: " + by);
  if (const auto* unscored = std::get_if<Unscored>(&record.verdict.finding))
    text += "unscored: " + unscored->why + "\n";
  if (const auto* marks = std::get_if<Marks>(&record.verdict.finding)) {
    text += fmt::format("points {:.2f}\n", marks->points);
    for (const Mark& mark : marks->marks)
      text += fmt::format("  {:<28} {:>7.2f}\n", mark.name, mark.value);
  }
  if (!record.verdict.rationale.empty()) text += record.verdict.rationale + "\n";
  return text + "\n";
}

std::string tokens(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : "?";
}

std::string call_text(const CallRecord& call) {
  std::string text =
      fmt::format("{} {} · position {} · asked {} · attempt {} · {}", call.purpose, call.model.text,
                  call.position + 1, call.asked, call.attempt,
                  call.trouble.empty() ? std::string(to_text(call.outcome)) : call.trouble);
  text += fmt::format(" · HTTP {} · {} ms · {} in, {} out", call.status, call.latency.count(),
                      tokens(call.prompt_tokens), tokens(call.completion_tokens));
  if (!call.served_id.empty()) text += " · served " + call.served_id;
  if (!call.dropped.empty()) text += " · without " + call.dropped;
  if (!call.why.empty()) text += " · " + call.why;
  return text + "\n";
}

std::string text_at(const Json& message, const char* key) {
  const bool there = message.is_object() && message.contains(key) && message[key].is_string();
  return there ? message[key].get<std::string>() : std::string();
}

std::string messages_text(const std::string& stored) {
  const Json request = stored_json(stored);
  if (!request.is_object() || !request.contains("messages")) return {};
  std::string text;
  for (const Json& message : request["messages"]) {
    text += rule("message: " + text_at(message, "role")) + text_at(message, "content") + "\n";
  }
  return text;
}

}  // namespace

std::string sample_name(const SampleKey& key) {
  return fmt::format("{}@{}#{}", key.scenario.text, key.subject.text, key.repeat);
}

Listing sample_listing(std::span<const SampleRecord> samples,
                       std::span<const VerdictRecord> verdicts) {
  std::map<SampleKey, const VerdictRecord*> first;
  for (const VerdictRecord& verdict : verdicts) first.try_emplace(verdict.key, &verdict);
  Listing listing{.what = "samples", .columns = {"sample", "pack", "outcome", "points"}};
  for (const SampleRecord& sample : samples) {
    const auto verdict = first.find(sample.key);
    const auto* marks =
        verdict == first.end() ? nullptr : std::get_if<Marks>(&verdict->second->verdict.finding);
    listing.rows.push_back({sample_name(sample.key), sample.key.pack.text,
                            std::string(to_text(sample.outcome)),
                            marks == nullptr ? "-" : fmt::format("{:.2f}", marks->points)});
  }
  return listing;
}

std::string sample_page(const SampleRecord& sample, std::span<const VerdictRecord> verdicts,
                        std::span<const CallRecord> calls) {
  std::string text =
      fmt::format("sample {}\npack {} · run {} · outcome {}", sample_name(sample.key),
                  sample.key.pack.text, sample.run.text, to_text(sample.outcome));
  if (!sample.why.empty()) text += " (" + sample.why + ")";
  text += "\n\n" + transcript_text(sample);
  for (const VerdictRecord& verdict : verdicts) text += verdict_text(verdict);
  return text + calls_text(calls);
}

std::string calls_text(std::span<const CallRecord> calls) {
  std::string text = calls.empty() ? std::string() : rule("calls");
  for (const CallRecord& call : calls) text += call_text(call);
  return text;
}

std::string judge_view(std::span<const CallRecord> calls) {
  std::string text;
  for (const CallRecord& call : calls) {
    if (call.purpose == "play") continue;
    text += rule(fmt::format("{} asked {}, question {}, asking {}, attempt {}", call.purpose,
                             call.model.text, call.position + 1, call.asked, call.attempt));
    text += messages_text(call.request);
    text += rule("answer") + (call.trouble.empty() ? call.text : call.trouble + ": " + call.why) +
            "\n\n";
  }
  return text.empty() ? "no judge was asked about it\n" : text;
}

}  // namespace attune
