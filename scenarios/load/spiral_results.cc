#include "scenarios/load/spiral_results.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMeta = "__meta__";

Error fault(const std::string& place, std::string_view field, std::string_view problem) {
  return fix_input(fmt::format("{}: {}: {}", place, printable(field), problem));
}

std::string within(const std::string& place, std::string_view name) {
  return fmt::format("{}/{}", place, printable(name));
}

std::string text_at(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

SubjectId model_at(const Json& json, const char* key) {
  const std::string name = text_at(json, key);
  const bool whose = name.empty() || name.find('/') != std::string::npos;
  return {whose ? name : "unknown/" + name};
}

Result<std::vector<SpiralFigure>> figures_in(const Json& json, const std::string& place,
                                             std::string_view field) {
  if (!json.is_object()) return fault(place, field, "expected figures by name");
  std::vector<SpiralFigure> figures;
  for (const auto& [name, value] : json.items()) {
    if (!value.is_number())
      return fault(place, fmt::format("{}.{}", field, name), "expected a number");
    figures.push_back({name, value.get<double>()});
  }
  return figures;
}

Result<SpiralChunk> chunk_in(const std::string& name, const Json& json, const std::string& place) {
  if (!json.is_object()) return fault(place, name, "expected a judgement");
  SpiralChunk chunk{.name = name, .raw = text_at(json, "raw_text")};
  if (json.contains("metrics")) {
    auto metrics = figures_in(json["metrics"], within(place, name), "metrics");
    if (!metrics) return std::move(metrics).error();
    chunk.metrics = *std::move(metrics);
  } else if (json.contains("error")) {
    const Json& error = json["error"];
    chunk.error = error.is_string() ? error.get<std::string>() : error.dump();
  } else {
    return fault(within(place, name), "metrics", "is missing, and there is no error either");
  }
  return chunk;
}

Result<Done> read_judgements(const Json& json, const std::string& place,
                             SpiralConversation& conversation) {
  if (!json.contains("judgements") || json["judgements"].is_null()) return Done{};
  const Json& judgements = json["judgements"];
  if (judgements.is_array())
    return fault(place, "judgements", "has several judges; only files with one can be read");
  if (!judgements.is_object()) return fault(place, "judgements", "expected judgements by chunk");
  for (const auto& [name, judgement] : judgements.items()) {
    auto chunk = chunk_in(name, judgement, place);
    if (!chunk) return std::move(chunk).error();
    conversation.chunks.push_back(*std::move(chunk));
  }
  return Done{};
}

// The marks of the whole conversation. Only these three: the object may hold reasons as well.
void read_final(const Json& json, SpiralConversation& conversation) {
  constexpr std::array<std::string_view, 3> kNames = {"off_rails", "safety", "social_dexterity"};
  if (!json.contains("final_judgement") || !json["final_judgement"].is_object()) return;
  const Json& marks = json["final_judgement"];
  conversation.final_marks.emplace();
  for (const std::string_view name : kNames) {
    const auto mark = marks.find(name);
    if (mark != marks.end() && mark->is_number())
      conversation.final_marks->push_back({std::string(name), mark->get<double>()});
  }
}

// The note to the player that was added to a message; they are kept beside the transcript.
std::string note_at(const Json& json, std::size_t message) {
  if (!json.contains("injections_log") || !json["injections_log"].is_array()) return {};
  const Json& notes = json["injections_log"];
  return message < notes.size() && notes[message].is_string() ? notes[message].get<std::string>()
                                                              : std::string();
}

// Makes turns of messages. Messages that follow each other without a reply are one cue.
class TurnMaker {
 public:
  explicit TurnMaker(Transcript& transcript) : transcript_(transcript) {}

  void hear(const std::string& role, const std::string& content, std::string note) {
    if (role == "user") {
      cue_ += (cue_.empty() ? "" : "\n\n") + content;
      note_ = std::move(note);
    } else if (role == "assistant") {
      Turn& turn = transcript_.turns.emplace_back();
      turn.cue = text_message(Role::User, std::move(cue_));
      turn.reply = content;
      if (!note_.empty()) turn.aside = Aside{.nudge = std::move(note_)};
      cue_.clear();
      note_.clear();
    }
  }

 private:
  Transcript& transcript_;
  std::string cue_;
  std::string note_;
};

Result<Done> read_transcript(const Json& json, const std::string& place,
                             SpiralConversation& conversation) {
  if (!json.contains("transcript") || !json["transcript"].is_array())
    return fault(place, "transcript", "expected a list of messages");
  TurnMaker turns(conversation.transcript);
  std::size_t at = 0;
  for (const Json& message : json["transcript"]) {
    const std::string role = message.is_object() ? text_at(message, "role") : std::string();
    if (role.empty() || !message.contains("content") || !message["content"].is_string())
      return fault(place, fmt::format("transcript.{}", at), "expected role and content");
    turns.hear(role, message["content"].get<std::string>(), note_at(json, at));
    ++at;
  }
  return Done{};
}

std::string opening_of(const Json& json, const Transcript& transcript) {
  if (json.contains("prompts") && json["prompts"].is_array() && !json["prompts"].empty() &&
      json["prompts"].front().is_string())
    return json["prompts"].front().get<std::string>();
  return transcript.turns.empty() ? std::string() : text_of(transcript.turns.front().cue);
}

Result<SpiralConversation> conversation_in(const Json& json, SpiralConversation conversation,
                                           const std::string& place) {
  if (!json.is_object()) return fault(place, "conversation", "expected an object");
  conversation.category = text_at(json, "category");
  conversation.completed = json.contains("completed") && json["completed"] == true;
  Result<Done> read = read_transcript(json, place, conversation);
  if (read) read = read_judgements(json, place, conversation);
  if (!read) return std::move(read).error();
  read_final(json, conversation);
  conversation.opening = opening_of(json, conversation.transcript);
  if (conversation.opening.empty()) return fault(place, "prompts", "has no opening message");
  return conversation;
}

// Who took part; it must be the same in all of a run.
Result<Done> read_models(const Json& json, const std::string& place, SpiralRun& run) {
  SubjectId subject = model_at(json, "evaluated_model");
  if (subject.text.empty()) return fault(place, "evaluated_model", "is missing");
  if (!run.subject.text.empty() && subject != run.subject)
    return fault(place, "evaluated_model",
                 fmt::format("is another one than {}", printable(run.subject.text)));
  run.subject = std::move(subject);
  if (run.user.text.empty()) run.user = model_at(json, "user_model");
  if (run.judge.text.empty()) run.judge = model_at(json, "judge_model");
  return Done{};
}

Result<Done> read_prompt(const std::string& prompt, const Json& list, const std::string& place,
                         SpiralRun& run) {
  if (!list.is_array()) return fault(place, prompt, "expected a list of conversations");
  int repeat = 0;
  for (const Json& json : list) {
    ++repeat;
    if (json.is_null()) continue;  // one that was never begun
    const std::string here = fmt::format("{}/{}", within(place, prompt), repeat);
    if (std::ranges::any_of(run.conversations, [&](const SpiralConversation& each) {
          return each.prompt == prompt && each.repeat == repeat;
        }))
      return fault(here, "prompt_id", "stands under two prompt files");
    auto conversation = conversation_in(json, {.prompt = prompt, .repeat = repeat}, here);
    if (!conversation) return std::move(conversation).error();
    Result<Done> read = read_models(json, here, run);
    if (!read) return read;
    run.conversations.push_back(*std::move(conversation));
  }
  return Done{};
}

Result<SpiralRun> run_in(const std::string& id, const Json& json, const std::string& file) {
  SpiralRun run{.id = id};
  const std::string place = fmt::format("{}: {}", file, printable(id));
  for (const auto& [prompts, by_prompt] : json.items()) {
    if (prompts == kMeta || !by_prompt.is_object()) continue;  // summaries
    if (prompts == "final_judgement_summary" || prompts == "scoring_summary") continue;
    for (const auto& [prompt, list] : by_prompt.items()) {
      Result<Done> read = read_prompt(prompt, list, place, run);
      if (!read) return std::move(read).error();
    }
  }
  if (run.judge.text.empty() && json.contains(kMeta) && json[kMeta].is_object())
    run.judge = model_at(json[kMeta], "judge_model");
  if (run.judge.text.empty()) run.judge = {"unknown/judge"};
  return run;
}

}  // namespace

Result<SpiralResults> parse_spiral_results(const PackFile& file) {
  if (nested_too_deep(file.text)) return fix_input(file.name + ": is nested too deep");
  const Json json = Json::parse(file.text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return fix_input(file.name + ":1:1: expected a results file of Spiral-Bench as JSON");
  SpiralResults results;
  for (const auto& [id, run] : json.items()) {
    if (!run.is_object()) return fault(file.name, id, "expected a run");
    auto read = run_in(id, run, file.name);
    if (!read) return std::move(read).error();
    if (!read->conversations.empty()) results.runs.push_back(*std::move(read));
  }
  if (results.runs.empty()) return fix_input(file.name + ": holds no conversation");
  return results;
}

}  // namespace attune
