#include "harness/run/import_eqbench.h"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/load/eqbench_pack.h"

namespace attune {
namespace {

std::string settings_of(const EqbenchResults& results, const std::string& file_digest,
                        const Pack& pack) {
  const nlohmann::ordered_json json = {{"schema", "attune.import/1"},
                                       {"pack", pack.digest},
                                       {"file", file_digest},
                                       {"subject", results.subject.text},
                                       {"revise", results.revised}};
  return json.dump();
}

Result<Done> check_questions(const EqbenchResults& results, const Pack& pack) {
  std::set<std::string> known;
  for (const Scenario& scenario : pack.scenarios) known.insert(scenario.id.text);
  for (const auto& [iteration, replies] : results.replies) {
    for (const auto& [question, reply] : replies) {
      if (!known.contains(question))
        return fix_input(fmt::format("question {} is not among the {} of the questions file",
                                     printable(question), known.size()));
    }
  }
  return Done{};
}

// The sample a reply makes; one without a reply has failed, for the reason we know.
Sample make_sample(SampleKey key, const Scenario& scenario, const std::string* reply) {
  Sample sample{.key = std::move(key), .scenario = &scenario};
  if (reply == nullptr) {
    sample.outcome = Outcome::Failed;
    sample.why = "the published file has no reply to this question";
    return sample;
  }
  sample.transcript.turns.push_back(
      {text_message(Role::User, scenario.cues.front().text), *reply, ""});
  return sample;
}

class Import {
 public:
  Import(const Pack& pack, std::span<const std::unique_ptr<Scorer>> scorers, Store& store,
         Imported& imported)
      : pack_(pack), scorers_(scorers), store_(store), imported_(imported) {}

  Result<Done> save(const Sample& sample) {
    ++(sample.outcome == Outcome::Failed ? imported_.missing : imported_.replies);
    Result<Done> saved = store_.save(SampleRecord{.run = imported_.run,
                                                  .key = sample.key,
                                                  .pack_digest = pack_.digest,
                                                  .outcome = sample.outcome,
                                                  .why = sample.why,
                                                  .transcript = to_json(sample.transcript)});
    for (const auto& scorer : scorers_) {
      if (!saved) return saved;
      saved = store_.save(VerdictRecord{.run = imported_.run,
                                        .key = sample.key,
                                        .pack_digest = pack_.digest,
                                        .verdict = scorer->verdict(sample, {})});
    }
    return saved;
  }

 private:
  const Pack& pack_;
  std::span<const std::unique_ptr<Scorer>> scorers_;
  Store& store_;
  Imported& imported_;
};

}  // namespace

Result<Imported> import_eqbench(const EqbenchResults& results, const std::string& file_digest,
                                const Pack& pack, std::span<const std::unique_ptr<Scorer>> scorers,
                                Store& store) {
  Result<Done> checked = check_questions(results, pack);
  if (!checked) return std::move(checked).error();
  const std::string settings = settings_of(results, file_digest, pack);
  Imported imported{.run = {short_digest(digest_of(settings))}, .subject = results.subject};
  const Pack played = as_asked(pack, {.revise = results.revised, .compat = true});
  Import import(pack, scorers, store, imported);
  Result<Done> done = store.save(RunRecord{.id = imported.run,
                                           .started = results.completed,
                                           .command = "import " + pack.id.text,
                                           .settings = settings,
                                           .provenance = "{}"});
  if (!done) return std::move(done).error();
  done = store.save(PlanRecord{.run = imported.run,
                               .pack_digest = pack.digest,
                               .subject = results.subject,
                               .scenarios = static_cast<std::int64_t>(pack.scenarios.size()),
                               .repeats = static_cast<std::int64_t>(results.replies.size())});
  if (!done) return std::move(done).error();
  int repeat = 0;
  for (const auto& [iteration, replies] : results.replies) {
    ++repeat;
    for (const Scenario& scenario : played.scenarios) {
      const auto reply = replies.find(scenario.id.text);
      const SampleKey key{
          .pack = pack.id, .scenario = scenario.id, .subject = results.subject, .repeat = repeat};
      done = import.save(
          make_sample(key, scenario, reply == replies.end() ? nullptr : &reply->second));
      if (!done) return std::move(done).error();
    }
  }
  return imported;
}

}  // namespace attune
