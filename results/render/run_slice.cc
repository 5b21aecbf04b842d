#include "results/render/run_slice.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "results/reports/values.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kIdDigits = 22;  // as long as inspect's own ids
constexpr double kRight = 1;           // weight of an option that is wholly right

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more) {
  if (more) sum = sum.value_or(0) + *more;
}

void add(ModelTotals& totals, const ModelTotals& more) {
  totals.calls += more.calls;
  totals.unsaid += more.unsaid;
  totals.unpriced += more.unpriced;
  totals.prompt_tokens += more.prompt_tokens;
  totals.completion_tokens += more.completion_tokens;
  add(totals.reasoning_tokens, more.reasoning_tokens);
  add(totals.cached_tokens, more.cached_tokens);
  totals.cost_usd += more.cost_usd;
}

void widen(CallTotals& totals, const std::optional<UtcTime>& started,
           const std::optional<UtcTime>& ended) {
  if (started) totals.started = std::min(totals.started.value_or(*started), *started);
  if (ended) totals.ended = std::max(totals.ended.value_or(*ended), *ended);
}

const VerdictRecord* record_of(const SliceMarking& marking, const SampleKey& key) {
  const auto place = [](const VerdictRecord& record) {
    return std::pair<const ScenarioId&, int>(record.key.scenario, record.key.repeat);
  };
  const std::pair<const ScenarioId&, int> wanted(key.scenario, key.repeat);
  const auto found = std::ranges::lower_bound(marking.verdicts, wanted, {}, place);
  const bool is_it = found != marking.verdicts.end() && found->key.scenario == key.scenario &&
                     found->key.repeat == key.repeat;
  return is_it ? &*found : nullptr;
}

std::string best_options(const ChoiceKey& key) {
  std::vector<std::string> best;
  for (const Choice& choice : key.choices) {
    for (const Option& option : choice.options) {
      if (option.weight >= kRight) best.push_back(option.text);
    }
  }
  return join(best, ", ");
}

std::string intensities(const IntensityKey& key) {
  std::vector<std::string> emotions;
  for (const EmotionReference& emotion : key.emotions)
    emotions.push_back(fmt::format("{} {:g}", emotion.name, emotion.intensity));
  return join(emotions, ", ");
}

}  // namespace

void add_call(CallTotals& totals, const CallRecord& call) {
  ModelTotals& model = totals.models[call.model];
  const bool says = call.prompt_tokens && call.completion_tokens;
  add(model, {.calls = 1,
              .unsaid = says ? 0U : 1U,
              .unpriced = call.cost_usd ? 0U : 1U,
              .prompt_tokens = call.prompt_tokens.value_or(0),
              .completion_tokens = call.completion_tokens.value_or(0),
              .reasoning_tokens = call.reasoning_tokens,
              .cached_tokens = call.cached_tokens,
              .cost_usd = call.cost_usd.value_or(0)});
  totals.time += call.latency;
  if (call.ended == UtcTime{}) return;  // of some imported calls it is not known
  widen(totals, UtcTime{call.ended.millis - call.latency.count()}, call.ended);
}

void add(CallTotals& totals, const CallTotals& more) {
  for (const auto& [id, model] : more.models) add(totals.models[id], model);
  totals.time += more.time;
  widen(totals, more.started, more.ended);
}

SliceMarking make_marking(std::vector<VerdictRecord> verdicts,
                          const std::vector<SampleRecord>& samples, std::size_t planned,
                          const ScoreRule& rule) {
  SliceMarking marking{.scorer = verdicts.front().verdict.scorer,
                       .judge = verdicts.front().judge,
                       .verdicts = std::move(verdicts),
                       .is_mean = rule.headline != ScoreRule::Headline::Whole};
  Played played{.subject = marking.verdicts.front().key.subject,
                .release = marking.verdicts.front().release,
                .planned = planned};
  for (const SampleRecord& sample : samples) played.samples.push_back(count_of_one(sample));
  for (const VerdictRecord& verdict : marking.verdicts)
    played.verdicts.push_back(marked_sample(verdict));
  const Values values = values_of(repeats_of(played.samples), played.verdicts, rule.headline);
  marking.standing = make_standing(std::move(played), rule, {}, Bootstrap{}).standing;
  if (marking.is_mean && marking.standing.score)
    marking.error = clustered_standard_error(clusters_of(values.scenarios));
  for (const auto& [name, scenarios] : values.criteria) {
    const auto error = clustered_standard_error(clusters_of(scenarios));
    if (error && marking.standing.criteria.contains(name))
      marking.criteria_errors.emplace(name, *error);
  }
  return marking;
}

std::string marking_name(const RunSlice& slice, const SliceMarking& marking) {
  const auto alike = std::ranges::count(slice.markings, marking.scorer, &SliceMarking::scorer);
  return alike > 1 ? marking.scorer + " by " + marking.judge : marking.scorer;
}

std::string slice_id(const RunSlice& slice) {
  Digester digester;
  digester.add(slice.run.id.text).add(slice.record.digest).add(slice.subject.text);
  return short_digest(digester.text(), kIdDigits);
}

std::vector<ScenarioId> scenarios_of(const RunSlice& slice) {
  std::vector<ScenarioId> all = slice.planned;
  std::vector<ScenarioId> known = slice.planned;
  std::ranges::sort(known);
  for (const SampleRecord& sample : slice.samples) {
    const ScenarioId& id = sample.key.scenario;
    const bool here = std::ranges::binary_search(known, id) || (!all.empty() && all.back() == id);
    if (!here) all.push_back(id);
  }
  return all;
}

const Scenario* scenario_of(const RunSlice& slice, const ScenarioId& id) {
  if (!slice.pack) return nullptr;
  const auto found = std::ranges::find(slice.pack->scenarios, id, &Scenario::id);
  return found == slice.pack->scenarios.end() ? nullptr : &*found;
}

std::string target_of(const RunSlice& slice, const ScenarioId& id) {
  const Scenario* scenario = scenario_of(slice, id);
  if (scenario != nullptr && scenario->key) return intensities(*scenario->key);
  if (scenario != nullptr && scenario->choices) return best_options(*scenario->choices);
  return "";
}

const Verdict* verdict_of(const SliceMarking& marking, const SampleKey& key) {
  const VerdictRecord* record = record_of(marking, key);
  return record == nullptr ? nullptr : &record->verdict;
}

const Marks* marks_of(const SliceMarking& marking, const SampleKey& key) {
  const Verdict* verdict = verdict_of(marking, key);
  const auto* marks = verdict == nullptr ? nullptr : std::get_if<Marks>(&verdict->finding);
  return marks != nullptr && std::isfinite(marks->points) ? marks : nullptr;
}

std::string unscored_why(const SliceMarking& marking, const SampleKey& key) {
  const Verdict* verdict = verdict_of(marking, key);
  if (verdict == nullptr) return "nobody marked it";
  const auto* unscored = std::get_if<Unscored>(&verdict->finding);
  return unscored == nullptr ? "points that are not a number" : unscored->why;
}

std::string to_iso(UtcTime time) {
  std::string text = to_text(time);
  text.pop_back();  // the Z
  const std::int64_t millis = ((time.millis % 1000) + 1000) % 1000;
  return fmt::format("{}.{:03}000+00:00", text, millis);
}

std::string file_part(std::string_view name) {
  std::string part(name);
  std::ranges::replace_if(
      part,
      [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return !letter && !(c >= '0' && c <= '9') && c != '.' && c != '+' && c != '-';
      },
      '-');
  return part;
}

}  // namespace attune
