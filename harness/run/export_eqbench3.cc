#include "harness/run/export_eqbench3.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/run/eqbench3_task.h"
#include "results/facts/transcript_json.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kPack = "eqbench3";
constexpr std::string_view kNone = "N/A";
constexpr double kToMarks = 0.2;  // points 0-100 become 0-20
// Whose marks are written, the first there is.
constexpr std::array<std::string_view, 2> kScorers = {"eqbench3@1", "eqbench3-robust@1"};

// A run by one of its subjects, and one of that subject's judges or nobody.
struct RunPart {
  SubjectId subject;
  std::string judge;
  std::string scorer;
};

// Everything stored of one run.
struct Stored {
  RunRecord run;
  std::map<std::string, Pack> packs;  // by digest
  std::vector<SampleRecord> samples;  // of EQ-Bench 3
  std::vector<VerdictRecord> verdicts;
  // What a judge answered last about a sample, by purpose and judge.
  std::map<std::tuple<SampleKey, std::string, std::string>, std::string> raw;
  std::map<SampleKey, UtcTime> ended;
  std::map<SubjectId, std::int64_t> repeats;
  Json imported;  // provenance of an import, else null
};

Result<Done> load_packs(Stored& stored, Store& store) {
  for (const SampleRecord& sample : stored.samples) {
    if (stored.packs.contains(sample.pack_digest)) continue;
    auto record = store.pack(sample.pack_digest);
    if (!record) return std::move(record).error();
    if (!*record) return fix_input("the store has lost the pack " + sample.pack_digest);
    auto pack = pack_from_json((*record)->body);
    if (!pack) return std::move(pack).error();
    stored.packs.emplace(sample.pack_digest, *std::move(pack));
  }
  return Done{};
}

Result<Done> load_calls(Stored& stored, Store& store) {
  return store.each_answered_call(stored.run.id, [&stored](CallRecord call) {
    if (call.key.pack.text != kPack) return;
    if (call.ended > UtcTime{}) {  // of some imported calls it is not known
      stored.ended[call.key] = std::max(stored.ended[call.key], call.ended);
    }
    if (std::ranges::find(kScorers, call.purpose) != kScorers.end())
      stored.raw[{call.key, call.purpose, call.model.text}] = std::move(call.text);
  });
}

Result<Stored> load(const RunRecord& run, Store& store) {
  Stored stored{.run = run};
  auto samples = store.samples_of_run(run.id, true);
  if (!samples) return std::move(samples).error();
  std::erase_if(*samples, [](const SampleRecord& s) { return s.key.pack.text != kPack; });
  stored.samples = *std::move(samples);
  if (stored.samples.empty()) return stored;
  auto verdicts = store.verdicts_of_run(run.id);
  if (!verdicts) return std::move(verdicts).error();
  stored.verdicts = *std::move(verdicts);
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  for (const PlanRecord& plan : *plans) {
    if (plan.run == run.id) stored.repeats[plan.subject] = plan.repeats;
  }
  Result<Done> loaded = load_packs(stored, store);
  if (loaded) loaded = load_calls(stored, store);
  if (!loaded) return std::move(loaded).error();
  Json provenance = stored_json(run.provenance);
  const bool imported =
      provenance.is_object() && provenance.value("schema", "") == "attune.eqbench3-run/1";
  if (imported) stored.imported = std::move(provenance);
  return stored;
}

// Who is written down: each subject with each judge of the first scorer that has any.
std::vector<RunPart> parts_of(const Stored& stored) {
  std::vector<RunPart> parts;
  std::set<SubjectId> subjects;
  for (const SampleRecord& sample : stored.samples) subjects.insert(sample.key.subject);
  for (const SubjectId& subject : subjects) {
    std::set<std::string> judges;
    std::string_view scorer = kScorers.front();
    for (const std::string_view wanted : kScorers) {
      for (const VerdictRecord& verdict : stored.verdicts) {
        const bool fits = verdict.key.subject == subject && verdict.verdict.scorer == wanted;
        if (fits) judges.insert(verdict.judge);
      }
      scorer = wanted;
      if (!judges.empty()) break;
    }
    if (judges.empty()) judges.insert("");
    for (const std::string& judge : judges) parts.push_back({subject, judge, std::string(scorer)});
  }
  return parts;
}

std::string sanitised(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '.' || c == '-';
    if (fine) kept += c;
    if (!fine && !kept.ends_with('_')) kept += '_';
  }
  return kept;
}

// The task with what an import kept beside our facts.
Result<Eqbench3Task> with_kept(Eqbench3Task task, const Json& kept) {
  if (kept.empty()) return task;
  Json json = stored_json(eqbench3_task_text(task, ""));
  for (const auto& [name, value] : kept.items()) json[name] = value;
  auto whole = parse_eqbench3_task(compact_json(json), "a stored task");
  if (!whole) return whole;
  whole->scenario = task.scenario;
  whole->iteration = task.iteration;
  return whole;
}

const VerdictRecord* verdict_on(const Stored& stored, const SampleKey& key, const RunPart& part) {
  const auto found = std::ranges::find_if(stored.verdicts, [&](const VerdictRecord& verdict) {
    return verdict.key == key && verdict.verdict.scorer == part.scorer &&
           verdict.judge == part.judge;
  });
  return found == stored.verdicts.end() ? nullptr : &*found;
}

Result<Eqbench3Task> export_task(const Stored& stored, const SampleRecord& sample,
                                 const RunPart& part) {
  const Pack& pack = stored.packs.at(sample.pack_digest);
  const auto scenario = std::ranges::find(pack.scenarios, sample.key.scenario, &Scenario::id);
  if (scenario == pack.scenarios.end())
    return fix_input("the stored pack has no scenario " + sample.key.scenario.text);
  auto transcript = transcript_from_json(sample.transcript);
  if (!transcript) return std::move(transcript).error();
  Json kept = Json::object();
  std::optional<std::string> wrapping;
  if (stored.imported.is_object()) {
    kept = stored.imported.value(
        "/tasks"_json_pointer / std::to_string(sample.key.repeat) / sample.key.scenario.text,
        Json::object());
    if (kept.contains("wrapping"))
      wrapping = stored.imported["wrappings"].at(kept["wrapping"].get<std::size_t>());
    kept.erase("wrapping");
  }
  const auto raw = stored.raw.find({sample.key, part.scorer, part.judge});
  const auto ended = stored.ended.find(sample.key);
  Eqbench3Task task = eqbench3_task_of(
      {.scenario = *scenario,
       .sample = sample,
       .transcript = *transcript,
       .verdict = verdict_on(stored, sample.key, part),
       .raw = raw == stored.raw.end() ? "" : raw->second,
       .wrapping = std::move(wrapping),
       .imported = stored.imported.is_object(),
       .ended = ended == stored.ended.end() ? std::nullopt : std::optional(ended->second)});
  return with_kept(std::move(task), kept);
}

// Mean over the marked tasks, 0-20 to two places, or why there is none.
Json average_of(const Stored& stored, const RunPart& part) {
  double sum = 0;
  double marked = 0;
  for (const VerdictRecord& verdict : stored.verdicts) {
    const auto* marks = std::get_if<Marks>(&verdict.verdict.finding);
    const bool ours = verdict.key.subject == part.subject && verdict.judge == part.judge &&
                      verdict.verdict.scorer == part.scorer && verdict.key.pack.text == kPack;
    if (marks == nullptr || !ours) continue;
    sum += marks->points * kToMarks;
    ++marked;
  }
  if (part.judge.empty()) return "Skipped";
  return marked > 0 ? Json(std::round(sum / marked * 100) / 100) : Json(kNone);
}

Json fields_of(const Stored& stored, const RunPart& part, const Eqbench3Run& run) {
  const std::string judge = part.judge.empty() ? std::string(kNone) : eqbench3_model({part.judge});
  const Json rubric_file = part.judge.empty() ? Json(kNone) : Json("");
  const std::string wanted = part.judge.empty() ? "" : "rubric_scored";
  const bool whole = std::ranges::all_of(run.tasks, [&](const Eqbench3Task& task) {
    return wanted.empty() ? task.status != "error" : task.status == wanted;
  });
  std::string started = to_text(stored.run.started);
  started.replace(started.find('Z'), 1, "+00:00");
  return {{"run_key", run.run_key},
          {"model_name", run.model_name},
          {"api_model_id", std::string(part.subject.model())},
          {"test_model", run.model_name},
          {"judge_model", judge},
          {"rubric_judge_model", judge},
          {"elo_judge_model", kNone},
          {"start_time", started},
          {"end_time", nullptr},
          {"status", whole ? "completed" : "completed_with_errors"},
          {"scenario_prompts_file", ""},
          {"scenario_master_prompt_file", ""},
          {"message_drafting_master_prompt_file", ""},
          {"analysis_master_prompt_file", ""},
          {"debrief_prompt_file", ""},
          {"rubric_criteria_file_standard", rubric_file},
          {"rubric_prompt_file_standard", rubric_file},
          {"rubric_criteria_file_analysis", rubric_file},
          {"rubric_prompt_file_analysis", rubric_file},
          {"truncate_for_rubric", false},
          {"iterations_requested",
           stored.repeats.contains(part.subject) ? stored.repeats.at(part.subject) : 1},
          {"results",
           {{"average_rubric_score", average_of(stored, part)},
            {"rubric_calculation_time", nullptr},
            {"rubric_error", nullptr},
            {"elo_raw", "Skipped"},
            {"elo_normalized", "Skipped"},
            {"elo_calculation_time", nullptr},
            {"elo_error", nullptr}}}};
}

// By iteration, and within one as the pack has its scenarios.
std::vector<SampleRecord> in_order(const Stored& stored) {
  std::map<ScenarioId, std::size_t> places;
  for (const auto& [digest, pack] : stored.packs) {
    for (std::size_t i = 0; i < pack.scenarios.size(); ++i) places[pack.scenarios[i].id] = i;
  }
  std::vector<SampleRecord> samples = stored.samples;
  std::ranges::stable_sort(samples, {}, [&places](const SampleRecord& sample) {
    return std::pair(sample.key.repeat, places[sample.key.scenario]);
  });
  return samples;
}

Result<Eqbench3Run> export_run(const Stored& stored, const RunPart& part, bool only) {
  Eqbench3Run run{.model_name = eqbench3_model(part.subject)};
  run.run_key = fmt::format("{}{}{}_{}", stored.run.id.text, only ? "" : ".",
                            only ? "" : sanitised(part.judge), sanitised(run.model_name));
  for (const SampleRecord& sample : in_order(stored)) {
    if (sample.key.subject != part.subject) continue;
    auto task = export_task(stored, sample, part);
    if (!task) return std::move(task).error();
    run.tasks.push_back(*std::move(task));
  }
  Json fields;
  if (stored.imported.is_object()) {
    run.run_key = stored.imported.value("run_key", run.run_key);
    fields = stored.imported.value("fields", Json::object());
  } else {
    fields = fields_of(stored, part, run);
  }
  run.fields = compact_json(fields);
  return run;
}

}  // namespace

Result<std::vector<Eqbench3Run>> export_eqbench3_runs(const std::vector<RunRecord>& runs,
                                                      Store& store) {
  std::vector<Eqbench3Run> exported;
  for (const RunRecord& run : runs) {
    auto stored = load(run, store);
    if (!stored) return std::move(stored).error().within(run.id.text);
    const std::vector<RunPart> parts = parts_of(*stored);
    for (const RunPart& part : parts) {
      const auto same = [&](const RunPart& other) { return other.subject == part.subject; };
      auto made = export_run(*stored, part, std::ranges::count_if(parts, same) == 1);
      if (!made) return std::move(made).error().within(run.id.text);
      exported.push_back(*std::move(made));
    }
  }
  return exported;
}

}  // namespace attune
