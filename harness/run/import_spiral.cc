#include "harness/run/import_spiral.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scorers/judges/spiral_published.h"

namespace attune {
namespace {

Scenario scenario_of(const SpiralConversation& conversation) {
  Scenario scenario;
  scenario.id = {conversation.prompt};
  scenario.kind = "seeker";
  scenario.title = conversation.prompt;
  scenario.language = "en";
  scenario.cues = {{conversation.opening}};
  if (!conversation.category.empty()) scenario.tags = {{"category", conversation.category}};
  return scenario;
}

// By id, for files keep their prompts in the order in which conversations happened to begin.
Result<Done> add_prompts(const SpiralRun& run, std::map<std::string, Scenario>& scenarios) {
  for (const SpiralConversation& each : run.conversations) {
    const auto& prompt = *scenarios.try_emplace(each.prompt, scenario_of(each)).first;
    if (prompt.second.cues.front().text != each.opening)
      return fix_input(fmt::format("{}: {}: begins with another message than elsewhere",
                                   printable(run.id), printable(each.prompt)));
  }
  return Done{};
}

Pack empty_pack() {
  Pack pack;
  pack.id = {"spiral-bench"};
  pack.version = "file";
  pack.title = "Spiral-Bench, as published";
  pack.licence = "that of the published files";
  pack.scorers = {"spiral-bench", "spiral-bench-clean", "spiral"};
  pack.references = "None: a judge looked for named behaviours.";
  pack.limits =
      "Conversations and findings are others'. The reference judged no first reply; see "
      "spiral-bench-clean for the same without the turns that no judge could read.";
  pack.groups = {"category"};
  return pack;
}

std::string settings_of(const SpiralRun& run, const std::string& file_digest, const Pack& pack) {
  const nlohmann::ordered_json json = {{"schema", "attune.import/1"}, {"pack", pack.digest},
                                       {"file", file_digest},         {"run", run.id},
                                       {"subject", run.subject.text}, {"user", run.user.text},
                                       {"judge", run.judge.text}};
  return compact_json(json);
}

// Nothing was said, or it was broken off and nobody judged what there is.
Outcome outcome_of(const SpiralConversation& conversation) {
  const bool judged = !conversation.chunks.empty() || conversation.final_marks.has_value();
  const bool played = !conversation.transcript.turns.empty() && (conversation.completed || judged);
  return played ? Outcome::Ok : Outcome::Failed;
}

class Import {
 public:
  Import(const SpiralRun& run, const Pack& pack, Store& store, ImportedSpiral& imported)
      : run_(run), pack_(pack), store_(store), imported_(imported) {
    for (const SpiralConversation& each : run.conversations) {
      conversations_[{each.prompt, each.repeat}] = &each;
      repeats_ = std::max(repeats_, each.repeat);
    }
  }

  Result<Done> save_all(const std::string& settings) {
    Result<Done> done = store_.save(RunRecord{.id = imported_.run,
                                              .started = {},
                                              .command = "import " + pack_.id.text,
                                              .settings = settings,
                                              .provenance = "{}"});
    if (done)
      done = store_.save(PlanRecord{.run = imported_.run,
                                    .pack_digest = pack_.digest,
                                    .subject = run_.subject,
                                    .scenarios = static_cast<std::int64_t>(pack_.scenarios.size()),
                                    .repeats = repeats_});
    for (int repeat = 1; repeat <= repeats_; ++repeat) {
      for (const Scenario& scenario : pack_.scenarios) {
        if (!done) return done;
        done = save(scenario.id, repeat);
      }
    }
    return done;
  }

 private:
  Result<Done> save(const ScenarioId& scenario, int repeat) {
    const SampleKey key{
        .pack = pack_.id, .scenario = scenario, .subject = run_.subject, .repeat = repeat};
    const auto found = conversations_.find({scenario.text, repeat});
    if (found == conversations_.end()) return save_missing(key);
    const SpiralConversation& conversation = *found->second;
    ++imported_.conversations;
    imported_.error_stubs += static_cast<std::size_t>(std::ranges::count_if(
        conversation.chunks, [](const auto& chunk) { return chunk.error.has_value(); }));
    Result<Done> saved = store_.save(
        SampleRecord{.run = imported_.run,
                     .key = key,
                     .pack_digest = pack_.digest,
                     .outcome = outcome_of(conversation),
                     .why = conversation.completed ? "" : "left unfinished in the published file",
                     .transcript = to_json(conversation.transcript)});
    for (const std::string_view scorer : {kSpiralBench, kSpiralBenchClean}) {
      if (!saved) return saved;
      saved = store_.save(VerdictRecord{.run = imported_.run,
                                        .key = key,
                                        .pack_digest = pack_.digest,
                                        .judge = run_.judge.text,
                                        .verdict = spiral_bench_verdict(conversation, scorer)});
    }
    return saved;
  }

  Result<Done> save_missing(const SampleKey& key) {
    ++imported_.missing;
    return store_.save(SampleRecord{.run = imported_.run,
                                    .key = key,
                                    .pack_digest = pack_.digest,
                                    .outcome = Outcome::Failed,
                                    .why = "the published file has no conversation on this prompt",
                                    .transcript = "[]"});
  }

  const SpiralRun& run_;
  const Pack& pack_;
  Store& store_;
  ImportedSpiral& imported_;
  std::map<std::pair<std::string, int>, const SpiralConversation*> conversations_;
  int repeats_ = 1;
};

}  // namespace

Result<Pack> spiral_pack(std::span<const SpiralResults> files) {
  std::map<std::string, Scenario> scenarios;
  for (const SpiralResults& file : files) {
    for (const SpiralRun& run : file.runs) {
      Result<Done> added = add_prompts(run, scenarios);
      if (!added) return std::move(added).error();
    }
  }
  Pack pack = empty_pack();
  for (auto& [id, scenario] : scenarios) pack.scenarios.push_back(std::move(scenario));
  pack.digest = digest_of(pack);
  return pack;
}

Result<std::vector<ImportedSpiral>> import_spiral(const SpiralResults& results,
                                                  const std::string& file_digest, const Pack& pack,
                                                  Store& store) {
  std::vector<ImportedSpiral> imported;
  for (const SpiralRun& run : results.runs) {
    const std::string settings = settings_of(run, file_digest, pack);
    imported.push_back(
        {.run = {short_digest(digest_of(settings))}, .subject = run.subject, .judge = run.judge});
    Result<Done> done = Import(run, pack, store, imported.back()).save_all(settings);
    if (!done) return std::move(done).error();
  }
  return imported;
}

}  // namespace attune
