#include "harness/run/judge_probes.h"

#include <algorithm>
#include <map>
#include <set>

#include "results/audit/judge_probe.h"
#include "results/facts/transcript_json.h"

namespace attune {
namespace {

// How many others must have said who is better.
constexpr std::size_t kAgreed = 2;

// Names the samples whose every point is said twice; no run has such an id.
constexpr std::string_view kPadded = "padded ";

Duelist first_of(const Comparison& c) {
  return {c.first, c.first_run, c.first_release};
}

Duelist second_of(const Comparison& c) {
  return {c.second, c.second_run, c.second_release};
}

// The samples of two duelists and what they are asked about.
Result<ProbeWork> work_on(const std::vector<const Comparison*>& showings, const Pack& pack,
                          ProbeWork work, Store& store) {
  std::set<Duelist> duelists;
  for (const Comparison* showing : showings)
    duelists.insert({first_of(*showing), second_of(*showing)});
  work.duelists.assign(duelists.begin(), duelists.end());
  auto field = load_samples(pack, work.duelists, store);
  if (!field) return std::move(field).error();
  work.field = *std::move(field);
  const auto index = [&](const Duelist& duelist) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(work.duelists, duelist) -
                                      work.duelists.begin());
  };
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> units;
  for (const Comparison* showing : showings) {
    const auto place = place_of(work.field, pack, showing->scenario, showing->repeat);
    const std::uint32_t one = index(first_of(*showing));
    const std::uint32_t other = index(second_of(*showing));
    if (!place || one == other) continue;
    if (!work.field.samples.contains({one, *place}) ||
        !work.field.samples.contains({other, *place}))
      continue;
    units.insert({std::min(one, other), std::max(one, other), *place});
  }
  for (const auto& [a, b, place] : units) work.units.push_back({a, b, place});
  if (work.units.empty()) work.why = "none of the samples it was asked about is in this database";
  return work;
}

Result<ProbeWork> repeat_work(const JudgeAuditFacts& facts, const Pack& pack,
                              const ProbeRequest& request, Store& store) {
  std::map<RunId, std::vector<const Comparison*>> by_run;
  for (const Comparison* showing : questions_to_repeat(facts, request.pairs, request.seed)) {
    if (showing->source == "judge") by_run[showing->run].push_back(showing);
  }
  if (by_run.empty()) return ProbeWork{.why = "no duel has asked it anything"};
  const auto most =
      std::ranges::max_element(by_run, {}, [](const auto& e) { return e.second.size(); });
  int asked = 1;
  for (const Comparison& comparison : facts.comparisons) {
    if (comparison.run == most->first && comparison.judge == facts.judge.text)
      asked = std::max(asked, comparison.asked);
  }
  return work_on(most->second, pack, {.run = most->first, .asking = asked + 1, .source = "judge"},
                 store);
}

Result<ProbeWork> anchor_work(const JudgeAuditFacts& facts, const Pack& pack,
                              const ProbeRequest& request, Store& store) {
  std::vector<const Comparison*> showings;
  for (const AnchorPair& anchor : anchor_pairs(facts, kAgreed, request.pairs, request.seed))
    showings.push_back(anchor.showing);
  if (showings.empty()) {
    return ProbeWork{.why =
                         "there is no pair on which at least two others, judges or people, agree"};
  }
  return work_on(showings, pack, {.run = request.run}, store);
}

// The sample with its longest reply padded; absent where no reply has two points.
std::optional<Sample> padded(const Sample& sample) {
  Sample copy = sample;
  auto& turns = copy.transcript.turns;
  const auto longest =
      std::ranges::max_element(turns, {}, [](const Turn& turn) { return turn.reply.size(); });
  if (longest == turns.end()) return std::nullopt;
  auto reply = padded_reply(longest->reply);
  if (!reply) return std::nullopt;
  longest->reply = *std::move(reply);
  return copy;
}

Result<ProbeWork> padding_work(const JudgeAuditFacts& facts, const Pack& pack,
                               const ProbeRequest& request, Store& store) {
  const auto showings = questions_to_repeat(facts, request.pairs, request.seed);
  auto plain = work_on(showings, pack, {.run = request.run}, store);
  if (!plain || plain->units.empty()) return plain;
  ProbeWork work{.run = request.run};
  work.field.places = plain->field.places;
  for (const PairUnit& unit : plain->units) {
    const Sample& sample = plain->field.samples.at({unit.a, unit.place});
    auto longer = padded(sample);
    if (!longer) continue;
    Duelist twice = plain->duelists[unit.a];
    twice.run.text = std::string(kPadded) + twice.run.text;
    const auto a = static_cast<std::uint32_t>(work.duelists.size());
    work.duelists.push_back(plain->duelists[unit.a]);
    work.duelists.push_back(std::move(twice));
    work.field.samples[{a, unit.place}] = sample;
    work.field.samples[{a + 1, unit.place}] = *std::move(longer);
    work.units.push_back({a, a + 1, unit.place});
  }
  if (work.units.empty()) work.why = "no reply makes two points";
  return work;
}

std::optional<double> share_of_first(const Comparison& comparison, const PairRule& rule) {
  const auto* margins = std::get_if<Margins>(&comparison.finding);
  if (margins == nullptr) return std::nullopt;
  return share_of(rule, margins->margins);
}

AuditFigure padding_figure(const std::vector<Comparison>& answers, const PairRule& rule,
                           const Bootstrap& bootstrap) {
  std::map<std::tuple<ScenarioId, SubjectId, int>, PaddedOutcome> outcomes;
  for (const Comparison& answer : answers) {
    const bool first = answer.first_run.text.starts_with(kPadded);
    if (first == answer.second_run.text.starts_with(kPadded)) continue;
    PaddedOutcome& outcome = outcomes[{answer.scenario, answer.first, answer.repeat}];
    outcome.scenario = answer.scenario;
    const auto share = share_of_first(answer, rule);
    if (first) outcome.shown_first = share;
    if (!first && share) outcome.shown_second = 1 - *share;
  }
  std::vector<PaddedOutcome> all;
  for (auto& [key, outcome] : outcomes) all.push_back(std::move(outcome));
  return fooled_by_padding(all, bootstrap);
}

AuditFigure anchor_figure(const JudgeAuditFacts& facts, const ProbeRequest& request,
                          const std::vector<Comparison>& answers, const PairRule& rule,
                          const Bootstrap& bootstrap) {
  std::map<std::tuple<ScenarioId, int, Duelist, Duelist>, bool> better;  // whether the first is
  for (const AnchorPair& anchor : anchor_pairs(facts, kAgreed, request.pairs, request.seed)) {
    const Comparison& c = *anchor.showing;
    better[{c.scenario, c.repeat, first_of(c), second_of(c)}] = anchor.first_is_better;
    better[{c.scenario, c.repeat, second_of(c), first_of(c)}] = !anchor.first_is_better;
  }
  std::vector<AnchorOutcome> outcomes;
  for (const Comparison& answer : answers) {
    const auto known =
        better.find({answer.scenario, answer.repeat, first_of(answer), second_of(answer)});
    if (known == better.end()) continue;
    auto share = share_of_first(answer, rule);
    if (share && !known->second) share = 1 - *share;
    outcomes.push_back({answer.scenario, share});
  }
  return right_on_anchors(outcomes, bootstrap);
}

}  // namespace

Result<ProbeWork> probe_work(const JudgeAuditFacts& facts, const Pack& pack,
                             const ProbeRequest& request, Store& store) {
  switch (request.probe) {
    case ProbeKind::Repeat:
      return repeat_work(facts, pack, request, store);
    case ProbeKind::Padding:
      return padding_work(facts, pack, request, store);
    case ProbeKind::Anchors:
      break;
  }
  return anchor_work(facts, pack, request, store);
}

AuditFigure probe_figure(const JudgeAuditFacts& facts, const ProbeRequest& request,
                         const std::vector<Comparison>& answers, const PairRule& rule,
                         const Bootstrap& bootstrap) {
  if (request.probe == ProbeKind::Padding) return padding_figure(answers, rule, bootstrap);
  return anchor_figure(facts, request, answers, rule, bootstrap);
}

}  // namespace attune
