#include "results/drift/sentinel.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "results/drift/watch_difference.h"
#include "results/drift/watch_series.h"
#include "results/drift/watch_words.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Facts = std::vector<ReleaseFacts>;
using Names = std::set<std::string>;

void put_in_order(Facts& looks) {
  std::ranges::sort(looks, [](const ReleaseFacts& first, const ReleaseFacts& second) {
    return std::tie(first.when, first.runs) < std::tie(second.when, second.runs);
  });
  for (ReleaseFacts& look : looks) {
    std::ranges::sort(look.runs);
    for (auto& [scenario, values] : look.points) std::ranges::sort(values);
    std::erase_if(look.points, [](const auto& each) { return each.second.empty(); });
  }
}

std::vector<Look> looks_of(const Facts& facts) {
  std::vector<Look> looks;
  for (const ReleaseFacts& each : facts) {
    looks.push_back({.when = each.when,
                     .runs = each.runs,
                     .subject_as = each.subject_as,
                     .judge_as = each.judge_as});
  }
  return looks;
}

void add_series(Watch& watch, const Series& series) {
  for (std::size_t look = 0; look < watch.looks.size(); ++look) {
    if (series.looks[look]) watch.looks[look].signals[series.signal] = *series.looks[look];
  }
  for (const Series::Raised& raised : series.raised) {
    watch.alarms.push_back({.signal = series.signal,
                            .look = raised.look,
                            .since = raised.since,
                            .sentence = sentence_on(series, raised, watch)});
  }
}

void add_differences(Watch& watch, Signal signal,
                     const std::vector<std::optional<Estimate>>& differences) {
  for (std::size_t look = 0; look < watch.looks.size(); ++look) {
    const auto found = watch.looks[look].signals.find(signal);
    if (found != watch.looks[look].signals.end()) found->second.difference = differences[look];
  }
}

const Names& names_of(const Look& look, Signal signal) {
  switch (signal) {
    case Signal::Fingerprint:
      return look.subject_as.fingerprints;
    case Signal::JudgeServedId:
      return look.judge_as.ids;
    case Signal::JudgeFingerprint:
      return look.judge_as.fingerprints;
    case Signal::ServedId:
    case Signal::Score:
    case Signal::Judge:
    case Signal::Refusals:
    case Signal::Length:
    case Signal::Latency:
      break;
  }
  return look.subject_as.ids;
}

std::string joined(const Names& names) {
  return join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

// An alarm for every look with a name that no look before had.
void add_names(Watch& watch, Signal signal) {
  Names seen;
  Names last;  // those of the last look that had any
  for (std::size_t look = 0; look < watch.looks.size(); ++look) {
    const Names& names = names_of(watch.looks[look], signal);
    Names fresh;
    std::ranges::set_difference(names, seen, std::inserter(fresh, fresh.end()));
    if (!seen.empty() && !fresh.empty()) {
      watch.alarms.push_back(
          {.signal = signal,
           .look = look,
           .since = look,
           .sentence = sentence_on_name(watch.looks[look], signal, joined(fresh), joined(last))});
    }
    seen.insert(names.begin(), names.end());
    if (!names.empty()) last = names;
  }
}

Watch made_with(DriftSubject of, Facts facts, const WatchRule& rule,
                const std::optional<CusumThreshold>& threshold) {
  assert(!facts.empty() && rule.baseline >= 2 && rule.in_control >= 10);
  put_in_order(facts);
  Watch watch{.of = std::move(of),
              .judge = facts.back().judge,
              .rule = rule,
              .signals = signals_in(facts),
              .threshold = threshold,
              .looks = looks_of(facts)};
  for (const Signal signal : watch.signals)
    add_series(watch, series_of(signal, facts, rule.baseline, threshold));
  const LookTable anchors = anchor_table(facts);
  const SinceBaseline since{.baseline = rule.baseline, .level = rule.level};
  add_differences(watch, Signal::Score, differences_since(score_table(facts), anchors, since));
  add_differences(watch, Signal::Judge, differences_since(anchors, {}, since));
  for (const Signal signal :
       {Signal::ServedId, Signal::Fingerprint, Signal::JudgeServedId, Signal::JudgeFingerprint})
    add_names(watch, signal);
  std::ranges::sort(watch.alarms, {},
                    [](const Alarm& alarm) { return std::pair(alarm.look, alarm.signal); });
  watch.notes = notes_on(watch);
  watch.sentence = sentence_on(watch);
  return watch;
}

}  // namespace

std::string_view to_text(Signal signal) {
  switch (signal) {
    case Signal::Score:
      return "score";
    case Signal::Judge:
      return "judge";
    case Signal::Refusals:
      return "refusals";
    case Signal::Length:
      return "length";
    case Signal::Latency:
      return "latency";
    case Signal::ServedId:
      return "served id";
    case Signal::Fingerprint:
      return "fingerprint";
    case Signal::JudgeServedId:
      return "judge's served id";
    case Signal::JudgeFingerprint:
      return "judge's fingerprint";
  }
  return {};
}

bool is_of_judge(Signal signal) {
  return signal == Signal::Judge || signal == Signal::JudgeServedId ||
         signal == Signal::JudgeFingerprint;
}

std::size_t looks_needed(const WatchRule& rule) {
  return rule.baseline + 1;
}

std::optional<CusumWish> threshold_wish(const Facts& looks, const WatchRule& rule) {
  const std::size_t signals = signals_in(looks).size();
  if (signals == 0 || looks.size() < looks_needed(rule)) return std::nullopt;
  return CusumWish{.in_control = static_cast<double>(signals * rule.in_control),
                   .baseline = rule.baseline,
                   .scenarios = rows_in(looks),
                   .seed = rule.seed};
}

Watch make_watch(DriftSubject of, Facts looks, const WatchRule& rule) {
  const std::optional<CusumWish> wish = threshold_wish(looks, rule);
  return made_with(std::move(of), std::move(looks), rule,
                   wish ? std::optional(find_cusum_threshold(*wish)) : std::nullopt);
}

Watch make_watch(DriftSubject of, Facts looks, const WatchRule& rule,
                 const CusumThreshold& threshold) {
  return made_with(std::move(of), std::move(looks), rule, threshold);
}

bool changed(const Watch& watch) {
  return std::ranges::any_of(
      watch.alarms, [&watch](const Alarm& alarm) { return alarm.look + 1 == watch.looks.size(); });
}

}  // namespace attune
