#include "harness/run/import_eqbench3.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/run/eqbench3_task.h"
#include "results/facts/transcript_json.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/load/eqbench3_pack.h"
#include "scenarios/load/json_members.h"
#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/eqbench3_prompt.h"
#include "scorers/judges/eqbench3_transcript.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kToPoints = 5;  // 0-20 becomes 0-100
constexpr const char* kScored = "rubric_scored";

// One task as we keep it. `sample.scenario` points into the pack.
struct Brought {
  Sample sample;
  std::optional<Verdict> verdict;
  std::string raw;  // what the judge answered
  std::optional<UtcTime> ended;
  Json kept;  // of the file's task, what our facts do not tell
  bool reworded = false;
};

std::string place_of(const Eqbench3Run& run, const Eqbench3Task& task) {
  return fmt::format("{}: scenario_tasks.{}.{}", printable(run.run_key), task.iteration,
                     printable(task.scenario));
}

const Scenario* find_scenario(const Pack& pack, const std::string& id) {
  const auto found = std::ranges::find(pack.scenarios, ScenarioId{id}, &Scenario::id);
  return found == pack.scenarios.end() ? nullptr : &*found;
}

// The turns of a conversation; a last message that was not answered is no turn.
Result<std::vector<Turn>> turns_of(const Eqbench3Task& task, const std::string& place) {
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < task.conversation.size(); ++i) {
    const Message& message = task.conversation[i];
    if (message.role != (i % 2 == 0 ? Role::User : Role::Assistant)) {
      return fix_input(place + ": conversation_history: expected user and assistant by turns");
    }
    if (i % 2 == 1) turns.push_back({task.conversation[i - 1], text_of(message), ""});
  }
  return turns;
}

std::string why_failed(const Eqbench3Task& task) {
  for (const auto& why : {task.scenario_run_error, task.debrief_run_error, task.error}) {
    if (why && !why->empty()) return *why;
  }
  return fmt::format("the file has this task as '{}'", task.status);
}

// Whether every cue was said as the pack has it.
bool as_written(const Sample& sample) {
  const auto& turns = sample.transcript.turns;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (text_of(turns[i].cue) != sample.scenario->cues[i].text) return false;
  }
  return true;
}

// The conversation, with the debrief as its last turn.
Result<Sample> read_sample(const Eqbench3Run& run, const Eqbench3Task& task, const Pack& pack) {
  const std::string place = place_of(run, task);
  const Scenario* scenario = find_scenario(pack, task.scenario);
  if (scenario == nullptr)
    return fix_input(fmt::format("{}: the questions have no such scenario", place));
  auto turns = turns_of(task, place);
  if (!turns) return std::move(turns).error();
  const bool debrief = has_debrief(*scenario);
  const std::size_t talk = scenario->cues.size() - (debrief ? 1 : 0);
  if (turns->size() > talk) {
    return fix_input(fmt::format("{}: conversation_history: {} turns where the scenario has {}",
                                 place, turns->size(), talk));
  }
  if (debrief && turns->size() == talk && task.debrief_response) {
    const std::string cue = task.debrief_prompt.value_or(scenario->cues.back().text);
    turns->push_back({text_message(Role::User, cue), *task.debrief_response, ""});
  }
  Sample sample{.key = {.pack = pack.id,
                        .scenario = scenario->id,
                        .subject = eqbench3_subject(run.model_name),
                        .repeat = task.iteration},
                .scenario = scenario};
  sample.transcript.turns = *std::move(turns);
  if (sample.transcript.turns.size() < scenario->cues.size()) {
    sample.outcome = Outcome::Failed;
    sample.why = why_failed(task);
  }
  return sample;
}

// The file's marks as an answer, so that they are read as those of a judge whom we asked.
Answer answer_of(const Eqbench3Task& task) {
  Json json = Json::object();
  const auto said = compat_scores(task.raw_rubric_judge_text.value_or(""));
  if (said) json[std::string(kEqbench3Reasoning)] = said->reasoning;
  for (const auto& [name, score] : task.rubric_scores) json[name] = score;
  return {.text = compact_json(json)};
}

// What the file says of the judge's part; nothing where nobody judged.
std::optional<Verdict> read_verdict(const Eqbench3Run& run, const Eqbench3Task& task,
                                    const Sample& sample, const Scorer& scorer) {
  const auto unscored = [&scorer](std::string why) {
    return Verdict{std::string(scorer.id()), Unscored{std::move(why)}, ""};
  };
  if (sample.outcome != Outcome::Ok) {
    if (run.judge_model.empty()) return std::nullopt;
    return unscored("failed: " + sample.why);
  }
  if (task.status == kScored && !task.rubric_scores.empty()) {
    const std::vector<Answer> answers = {answer_of(task)};
    return scorer.questions(sample).empty() ? scorer.verdict(sample, {})
                                            : scorer.verdict(sample, answers);
  }
  if (task.rubric_run_error) return unscored(*task.rubric_run_error);
  if (task.error) return unscored(*task.error);
  if (task.status == kScored) return unscored("the file has no scores");
  return std::nullopt;
}

SampleRecord record_of(const RunId& run, const Pack& pack, const Sample& sample) {
  return {.run = run,
          .key = sample.key,
          .pack_digest = pack.digest,
          .outcome = sample.outcome,
          .why = sample.why,
          .transcript = to_json(sample.transcript)};
}

// Runs hold few templates, each in many tasks.
std::size_t place_in(std::vector<std::string>& texts, const std::string& text) {
  const auto found = std::ranges::find(texts, text);
  if (found != texts.end()) return static_cast<std::size_t>(found - texts.begin());
  texts.push_back(text);
  return texts.size() - 1;
}

// The fields of the file's task that would come out otherwise if it were written from our facts.
Json kept_of(const Eqbench3Task& task, const Brought& brought, const Pack& pack,
             std::vector<std::string>& wrappings) {
  const SampleRecord record = record_of({}, pack, brought.sample);
  VerdictRecord verdict;
  if (brought.verdict) verdict.verdict = *brought.verdict;
  const Eqbench3Task again = eqbench3_task_of({.scenario = *brought.sample.scenario,
                                               .sample = record,
                                               .transcript = brought.sample.transcript,
                                               .verdict = brought.verdict ? &verdict : nullptr,
                                               .raw = brought.raw,
                                               .wrapping = task.master_prompt_template,
                                               .imported = true,
                                               .ended = brought.ended});
  const Json ours = Json::parse(eqbench3_task_text(again, ""), nullptr, false);
  const Json theirs = Json::parse(eqbench3_task_text(task, ""), nullptr, false);
  Json kept = Json::object();
  for (const auto& [name, value] : theirs.items()) {
    if (name != "parsed_responses" && ours[name] != value) kept[name] = value;
  }
  if (task.master_prompt_template)
    kept["wrapping"] = place_in(wrappings, *task.master_prompt_template);
  return kept;
}

// One run, read and checked as a whole, and then stored.
class RunImport {
 public:
  RunImport(const Eqbench3Run& run, const Pack& pack, const Scorer& scorer)
      : run_(run), pack_(pack), scorer_(scorer) {
    imported_.subject = eqbench3_subject(run.model_name);
    settings_ = settings();
    imported_.run = {short_digest(digest_of(settings_))};
  }

  Result<Done> read() {
    for (const Eqbench3Task& task : run_.tasks) {
      auto sample = read_sample(run_, task, pack_);
      if (!sample) return std::move(sample).error();
      Brought brought{.sample = *std::move(sample)};
      brought.verdict = read_verdict(run_, task, brought.sample, scorer_);
      brought.raw = task.raw_rubric_judge_text.value_or("");
      if (task.end_time && *task.end_time > 0 && *task.end_time < 1e11)
        brought.ended = UtcTime{static_cast<std::int64_t>(*task.end_time * 1000)};
      brought.kept = kept_of(task, brought, pack_, wrappings_);
      brought.reworded = !as_written(brought.sample);
      count(brought);
      brought_.push_back(std::move(brought));
    }
    if (imported_.marked > 0) imported_.points = points_ / static_cast<double>(imported_.marked);
    if (run_.average_rubric_score) imported_.published = kToPoints * *run_.average_rubric_score;
    return Done{};
  }

  Result<ImportedRun> save(Store& store) {
    auto stored = store.samples_of_run(imported_.run, false);
    if (!stored) return std::move(stored).error();
    imported_.fresh = stored->empty();
    if (!imported_.fresh) return imported_;
    Result<Done> saved = save_run(store);
    for (const Brought& brought : brought_) {
      if (!saved) break;
      saved = save_sample(brought, store);
    }
    if (!saved) return std::move(saved).error();
    return imported_;
  }

 private:
  void count(const Brought& brought) {
    ++imported_.samples;
    imported_.failed += brought.sample.outcome == Outcome::Ok ? 0 : 1;
    imported_.reworded += brought.reworded ? 1 : 0;
    const auto* marks = brought.verdict ? std::get_if<Marks>(&brought.verdict->finding) : nullptr;
    imported_.marked += marks != nullptr ? 1 : 0;
    points_ += marks != nullptr ? marks->points : 0;
  }

  // All that the run says, so that its id is that of its content. What the reference works out
  // again, we do too: it is not in it.
  [[nodiscard]] std::string settings() const {
    Eqbench3Run said = run_;
    for (Eqbench3Task& task : said.tasks) task.parsed_responses.clear();
    std::ranges::sort(said.tasks, {}, [](const Eqbench3Task& task) {
      return std::pair(task.iteration, task.scenario);
    });
    const std::string text = eqbench3_runs_text(std::span<const Eqbench3Run>(&said, 1));
    return compact_json({{"schema", "attune.import/1"},
                         {"pack", pack_.digest},
                         {"content", digest_of(text)},
                         {"run_key", run_.run_key},
                         {"subject", imported_.subject.text},
                         {"judge", judge()}});
  }

  [[nodiscard]] std::string judge() const {
    return run_.judge_model.empty() ? "" : eqbench3_subject(run_.judge_model).text;
  }

  [[nodiscard]] std::string provenance() const {
    Json tasks = Json::object();
    for (const Brought& brought : brought_) {
      const SampleKey& key = brought.sample.key;
      tasks[std::to_string(key.repeat)][key.scenario.text] = brought.kept;
    }
    return compact_json({{"schema", "attune.eqbench3-run/1"},
                         {"run_key", run_.run_key},
                         {"fields", Json::parse(run_.fields, nullptr, false)},
                         {"wrappings", wrappings_},
                         {"tasks", std::move(tasks)}});
  }

  Result<Done> save_run(Store& store) const {
    const UtcTime started = parse_iso_time(run_.start_time).value_or(UtcTime{});
    Result<Done> saved = store.save(RunRecord{.id = imported_.run,
                                              .started = started,
                                              .command = "import eqbench3-runs",
                                              .settings = settings_,
                                              .provenance = provenance()});
    if (!saved) return saved;
    int repeats = run_.iterations_requested.value_or(1);
    for (const Eqbench3Task& task : run_.tasks) repeats = std::max(repeats, task.iteration);
    // The reference never sees the scenarios whose delimiters our loader mended.
    const std::size_t scenarios = eqbench3_as_played(pack_, true).scenarios.size();
    return store.save(PlanRecord{.run = imported_.run,
                                 .pack_digest = pack_.digest,
                                 .subject = imported_.subject,
                                 .scenarios = static_cast<std::int64_t>(scenarios),
                                 .repeats = repeats});
  }

  Result<Done> save_sample(const Brought& brought, Store& store) const {
    Result<Done> saved = store.save(record_of(imported_.run, pack_, brought.sample));
    if (saved && !brought.raw.empty()) {
      // What it was asked is not in the file.
      const std::string request = R"({"messages":[]})";
      saved = store.save(CallRecord{.run = imported_.run,
                                    .key = brought.sample.key,
                                    .purpose = std::string(scorer_.id()),
                                    .model = {judge()},
                                    .request = request,
                                    .request_digest = digest_of(request),
                                    .text = brought.raw,
                                    .ended = brought.ended.value_or(UtcTime{})});
    }
    if (!saved || !brought.verdict) return saved;
    return store.save(VerdictRecord{.run = imported_.run,
                                    .key = brought.sample.key,
                                    .pack_digest = pack_.digest,
                                    .judge = judge(),
                                    .verdict = *brought.verdict});
  }

  const Eqbench3Run& run_;
  const Pack& pack_;
  const Scorer& scorer_;
  ImportedRun imported_;
  std::string settings_;
  std::vector<Brought> brought_;
  std::vector<std::string> wrappings_;
  double points_ = 0;
};

}  // namespace

Result<std::vector<ImportedRun>> import_eqbench3_runs(std::span<const Eqbench3Run> runs,
                                                      const Pack& pack, const Scorer& scorer,
                                                      Store& store) {
  std::vector<RunImport> imports;
  for (const Eqbench3Run& run : runs) {
    imports.emplace_back(run, pack, scorer);
    Result<Done> read = imports.back().read();
    if (!read) return std::move(read).error();
  }
  std::vector<ImportedRun> imported;
  for (RunImport& import : imports) {
    auto saved = import.save(store);
    if (!saved) return std::move(saved).error();
    imported.push_back(*std::move(saved));
  }
  return imported;
}

}  // namespace attune
