#include "harness/run/drifts.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "harness/run/board_choice.h"
#include "results/facts/transcript_json.h"
#include "results/reports/values.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// The runs of one release, or one look.
struct Stretch {
  std::string label;
  UtcTime when;
  std::vector<RunId> runs;
  std::int64_t scenarios = 0;  // that its last run meant to play
};

// The subject's stretches on each pack, by digest.
using Stretches = std::map<std::string, std::vector<Stretch>>;

Result<Stretches> find_stretches(Store& store, const HistoryQuery& query) {
  auto runs = store.runs();  // oldest first
  if (!runs) return std::move(runs).error();
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  Stretches stretches;
  for (const RunRecord& run : *runs) {
    if ((run.command == kWatchCommand) != query.watched) continue;
    for (const PlanRecord& plan : *plans) {
      if (plan.run != run.id || plan.subject != query.subject) continue;
      std::vector<Stretch>& of = stretches[plan.pack_digest];
      auto found = std::ranges::find(of, run.release, &Stretch::label);
      if (found == of.end() || query.watched)
        found = of.insert(of.end(), {run.release, run.started, {}});
      found->runs.push_back(run.id);
      found->scenarios = plan.scenarios;
    }
  }
  return stretches;
}

// Everything about one pack version that a history is made of, for one subject.
struct PackFacts {
  PackRecord pack;
  std::vector<Stretch> stretches;
  std::map<RunId, std::vector<VerdictRecord>> verdicts;  // of all subjects: anchors may be theirs
  std::vector<AnchorRecord> anchors;
};

Result<PackFacts> load_pack_facts(Store& store, PackRecord pack, std::vector<Stretch> stretches) {
  PackFacts facts{.pack = std::move(pack), .stretches = std::move(stretches)};
  for (const Stretch& stretch : facts.stretches) {
    for (const RunId& run : stretch.runs) {
      auto verdicts = store.verdicts_of_run(run);
      if (!verdicts) return std::move(verdicts).error();
      std::erase_if(*verdicts, [&](const VerdictRecord& verdict) {
        return verdict.pack_digest != facts.pack.digest;
      });
      facts.verdicts[run] = *std::move(verdicts);
    }
  }
  auto anchors = store.anchors_of_pack(facts.pack.digest);
  if (!anchors) return std::move(anchors).error();
  facts.anchors = *std::move(anchors);
  return facts;
}

// How often something marked the subject: stretches first, then samples.
struct Reach {
  std::set<std::size_t> stretches;
  std::map<std::size_t, std::size_t> samples;  // by stretch
};

using Reaches = std::map<std::string, Reach>;

// By `key` of a verdict: which stretches it stands for.
template <class Key>
Reaches reaches_of(const PackFacts& facts, const HistoryQuery& query, Key key) {
  Reaches reaches;
  for (std::size_t i = 0; i < facts.stretches.size(); ++i) {
    for (const RunId& run : facts.stretches[i].runs) {
      for (const VerdictRecord& verdict : facts.verdicts.at(run)) {
        if (verdict.key.subject != query.subject) continue;
        const auto name = key(verdict);
        if (!name) continue;
        reaches[*name].stretches.insert(i);
        ++reaches[*name].samples[i];
      }
    }
  }
  return reaches;
}

std::string chosen_scorer(const PackFacts& facts, const HistoryQuery& query) {
  const Reaches reaches =
      reaches_of(facts, query, [&](const VerdictRecord& verdict) -> std::optional<std::string> {
        const std::string& id = verdict.verdict.scorer;
        const bool wanted =
            query.scorer.empty() || query.scorer == id || query.scorer == scorer_name(id);
        return wanted ? std::optional(id) : std::nullopt;
      });
  std::string best;
  const auto rank = [&](const std::string& id) {
    const auto place = std::ranges::find(facts.pack.scorers, scorer_name(id));
    return std::pair(reaches.at(id).stretches.size(), facts.pack.scorers.end() - place);
  };
  for (const auto& [id, reach] : reaches) {
    if (best.empty() || rank(id) >= rank(best)) best = id;  // of equals the later version
  }
  return best;
}

// Who marked each stretch; absent where nobody did.
std::vector<std::optional<std::string>> chosen_judges(const PackFacts& facts,
                                                      const HistoryQuery& query,
                                                      const std::string& scorer) {
  const Reaches reaches =
      reaches_of(facts, query, [&](const VerdictRecord& verdict) -> std::optional<std::string> {
        const bool wanted = query.judge.empty() || query.judge == verdict.judge;
        return wanted && verdict.verdict.scorer == scorer ? std::optional(verdict.judge)
                                                          : std::nullopt;
      });
  std::vector<std::optional<std::string>> judges(facts.stretches.size());
  for (std::size_t i = 0; i < judges.size(); ++i) {
    const auto rank = [&](const Reach& reach) {
      return std::pair(reach.stretches.size(), reach.samples.at(i));
    };
    const Reach* best = nullptr;
    for (const auto& [judge, reach] : reaches) {
      if (!reach.stretches.contains(i) || (best != nullptr && rank(reach) <= rank(*best))) continue;
      best = &reach;
      judges[i] = judge;
    }
  }
  return judges;
}

std::string anchor_name(const RunId& run, const SampleKey& key) {
  return fmt::format("{} {} {} {}", run.text, key.scenario.text, key.subject.text, key.repeat);
}

std::optional<AnchorMark> mark_of(const VerdictRecord& record) {
  const auto* marks = std::get_if<Marks>(&record.verdict.finding);
  if (marks == nullptr) return std::nullopt;
  return AnchorMark{anchor_name(record.run, record.key), record.key.scenario, marks->points};
}

bool is_by(const VerdictRecord& record, const std::string& scorer, const std::string& judge) {
  return record.verdict.scorer == scorer && record.judge == judge;
}

// Anchors as the judge marked them in one run: stored ones again, and the run's own for the first
// time.
Result<Done> add_anchors(Store& store, const PackFacts& facts, const RunId& run,
                         const std::string& scorer, ReleaseFacts& release) {
  auto again = store.anchor_verdicts_of_run(run);
  if (!again) return std::move(again).error();
  for (const AnchorVerdictRecord& record : *again) {
    const VerdictRecord& verdict = record.verdict;
    if (verdict.pack_digest != facts.pack.digest || !is_by(verdict, scorer, release.judge))
      continue;
    if (auto mark = mark_of(verdict)) release.anchors.push_back(*std::move(mark));
  }
  std::set<SampleKey> own;
  for (const AnchorRecord& anchor : facts.anchors) {
    if (anchor.run == run) own.insert(anchor.key);
  }
  for (const VerdictRecord& verdict : facts.verdicts.at(run)) {
    if (!own.contains(verdict.key) || !is_by(verdict, scorer, release.judge)) continue;
    if (auto mark = mark_of(verdict)) release.anchors.push_back(*std::move(mark));
  }
  return Done{};
}

void note_served(const CallRecord& call, ServedAs& as) {
  if (!call.served_id.empty()) as.ids.insert(call.served_id);
  if (!call.fingerprint.empty()) as.fingerprints.insert(call.fingerprint);
}

double length_of(const Transcript& transcript) {
  double length = 0;
  for (const Turn& turn : transcript.turns) length += static_cast<double>(characters(turn.reply));
  return length;
}

// How the subject's samples of one run went, and what its endpoints called themselves.
Result<Done> add_vitals(Store& store, const PackFacts& facts, const RunId& run,
                        const HistoryQuery& query, const std::string& scorer,
                        ReleaseFacts& release) {
  std::map<SampleKey, Millis> latencies;
  Result<Done> read = store.each_answered_call(run, [&](const CallRecord& call) {
    if (call.model.text == release.judge && call.purpose == scorer)
      note_served(call, release.judge_as);
    if (call.model != query.subject || call.purpose != "play") return;
    note_served(call, release.subject_as);
    latencies[call.key] += call.latency;
  });
  if (!read) return read;
  auto samples = store.samples_of_run(run, true);
  if (!samples) return std::move(samples).error();
  for (const SampleRecord& sample : *samples) {
    if (sample.key.subject != query.subject || sample.pack_digest != facts.pack.digest) continue;
    Vital vital{
        .scenario = sample.key.scenario, .outcome = sample.outcome, .cost_usd = sample.cost_usd};
    const auto transcript = transcript_from_json(sample.transcript);
    if (transcript && sample.outcome == Outcome::Ok) vital.length = length_of(*transcript);
    const auto latency = latencies.find(sample.key);
    if (latency != latencies.end()) vital.latency = latency->second;
    release.vitals.push_back(vital);
  }
  return Done{};
}

std::map<ScenarioId, std::vector<double>> points_of(const PackFacts& facts, const Stretch& stretch,
                                                    const HistoryQuery& query,
                                                    const ReleaseFacts& release,
                                                    const std::string& scorer,
                                                    ScoreRule::Headline headline) {
  std::vector<MarkedSample> verdicts;
  for (const RunId& run : stretch.runs) {
    for (const VerdictRecord& verdict : facts.verdicts.at(run)) {
      if (verdict.key.subject == query.subject && is_by(verdict, scorer, release.judge))
        verdicts.push_back(marked_sample(verdict));
    }
  }
  sort_marked(verdicts);
  return values_of({}, verdicts, headline).scenarios;
}

// Looks at fewer or more scenarios than the last one cannot stand beside it.
void leave_out_other_panels(const PackFacts& facts, SubjectHistory& history) {
  const std::int64_t panel = facts.stretches.back().scenarios;
  std::set<RunId> others;
  for (const Stretch& stretch : facts.stretches) {
    if (stretch.scenarios != panel) others.insert(stretch.runs.begin(), stretch.runs.end());
  }
  const std::size_t out = std::erase_if(history.releases, [&](const ReleaseFacts& look) {
    return others.contains(look.runs.front());
  });
  if (out == 0) return;
  history.notes.push_back(fmt::format("{} looks at a panel of another size are left out", out));
}

Result<SubjectHistory> load_history(Store& store, const ScorerRegistry& scorers,
                                    const HistoryQuery& query, const PackFacts& facts) {
  const std::string scorer = chosen_scorer(facts, query);
  auto entry = scorers.find(scorer_name(scorer));
  if (!entry) return std::move(entry).error();
  SubjectHistory history{.of = {.pack = facts.pack.id,
                                .version = facts.pack.version,
                                .digest = facts.pack.digest,
                                .title = facts.pack.title,
                                .scorer = scorer,
                                .subject = query.subject}};
  const auto judges = chosen_judges(facts, query, scorer);
  for (std::size_t i = 0; i < facts.stretches.size(); ++i) {
    const Stretch& stretch = facts.stretches[i];
    if (!judges[i]) {
      history.notes.push_back(fmt::format("{}: without verdicts by this scorer and judge",
                                          stretch.label.empty() ? "no label" : stretch.label));
      continue;
    }
    ReleaseFacts release{
        .label = stretch.label, .when = stretch.when, .runs = stretch.runs, .judge = *judges[i]};
    release.points = points_of(facts, stretch, query, release, scorer, (*entry)->rule.headline);
    for (const RunId& run : stretch.runs) {
      Result<Done> added = add_anchors(store, facts, run, scorer, release);
      if (added) added = add_vitals(store, facts, run, query, scorer, release);
      if (!added) return std::move(added).error();
    }
    history.releases.push_back(std::move(release));
  }
  if (query.watched) leave_out_other_panels(facts, history);
  if ((*entry)->rule.headline == ScoreRule::Headline::Whole) {
    history.notes.push_back(
        "this scorer's score is of all samples together; what is followed here is the mean of the "
        "points of single samples");
  }
  return history;
}

Error nothing_found(Store& store, const HistoryQuery& query) {
  std::set<std::string> subjects;
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  for (const PlanRecord& plan : *plans) subjects.insert(plan.subject.text);
  const std::vector<std::string> known(subjects.begin(), subjects.end());
  if (!subjects.contains(query.subject.text))
    return fix_input(no_such("subject with results", query.subject.text, known));
  if (query.watched) {
    return fix_input(fmt::format("{} was not watched yet: 'attune watch {} --pack PACK' begins",
                                 query.subject.text, query.subject.text));
  }
  return fix_input(
      fmt::format("{}: no verdicts of that pack, scorer and judge; 'attune list runs' "
                  "shows what there is",
                  query.subject.text));
}

}  // namespace

Result<std::vector<SubjectHistory>> load_histories(Store& store, const ScorerRegistry& scorers,
                                                   const HistoryQuery& query) {
  auto stretches = find_stretches(store, query);
  if (!stretches) return std::move(stretches).error();
  std::map<PackId, SubjectHistory> best;  // the one with most releases, then the newest
  std::map<PackId, std::size_t> versions;
  for (auto& [digest, of_pack] : *stretches) {
    auto pack = store.pack(digest);
    if (!pack) return std::move(pack).error();
    if (!*pack || (!query.pack.empty() && (*pack)->id.text != query.pack)) continue;
    auto facts = load_pack_facts(store, **std::move(pack), std::move(of_pack));
    if (!facts) return std::move(facts).error();
    if (chosen_scorer(*facts, query).empty()) continue;
    auto history = load_history(store, scorers, query, *facts);
    if (!history) return std::move(history).error();
    if (history->releases.empty()) continue;
    ++versions[history->of.pack];
    const auto rank = [](const SubjectHistory& h) {
      return std::tuple(h.releases.size(), h.releases.back().when, h.of.digest);
    };
    const auto found = best.find(history->of.pack);
    if (found == best.end() || rank(*history) > rank(found->second))
      best.insert_or_assign(PackId(history->of.pack), *std::move(history));
  }
  std::vector<SubjectHistory> histories;
  for (auto& [pack, history] : best) {
    if (versions[pack] > 1) {
      history.notes.push_back(
          "another version of this pack was played too: releases on it are not among these");
    }
    histories.push_back(std::move(history));
  }
  if (histories.empty()) return nothing_found(store, query);
  return histories;
}

}  // namespace attune
