#include "results/drift/watch_words.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "results/drift/drift_words.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Mean of what a sentence compares, of looks from `first` to before `end`.
double mean_between(const Series& series, std::size_t first, std::size_t end) {
  double sum = 0;
  double count = 0;
  for (std::size_t look = first; look < end; ++look) {
    if (!series.adjusted[look]) continue;
    sum += *series.adjusted[look];
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

std::string what_moved(Signal signal, double change, double before) {
  const std::string way = change < 0 ? "lower" : "higher";
  const double size = std::abs(change);
  switch (signal) {
    case Signal::Score:
      return fmt::format("the score is {:.1f} points {} than before", size, way);
    case Signal::Judge:
      return fmt::format("the judge marks the same frozen replies {:.1f} points {} than before",
                         size, way);
    case Signal::Refusals:
      return fmt::format("{:.1f} % {} of the samples are refused than before", size,
                         change < 0 ? "fewer" : "more");
    case Signal::Length:
      return fmt::format("replies are {:.0f} characters {} than before ({:.0f} on average)", size,
                         change < 0 ? "shorter" : "longer", before);
    case Signal::Latency:
      return fmt::format("latency is {:.0f} ms {} than before (median {:.0f} ms)", size, way,
                         before);
    case Signal::ServedId:
    case Signal::Fingerprint:
    case Signal::JudgeServedId:
    case Signal::JudgeFingerprint:
      break;
  }
  return std::string(to_text(signal));
}

bool has(const Watch& watch, Signal signal) {
  return std::ranges::find(watch.signals, signal) != watch.signals.end();
}

std::string whose_score(const Watch& watch) {
  if (watch.judge.empty()) return "";
  if (has(watch, Signal::Judge)) return "; what the judge makes of frozen replies is taken out";
  return "; the subject or its judge: without frozen replies nobody can tell";
}

// Of whom the alarms of one look tell.
struct Blame {
  bool subject = false;
  bool judge = false;
  bool either = false;  // a score without anchors to tell them apart by
};

void add_blame(Blame& blame, const Watch& watch, Signal signal) {
  const bool mixed = signal == Signal::Score && !watch.judge.empty() && !has(watch, Signal::Judge);
  if (is_of_judge(signal))
    blame.judge = true;
  else
    (mixed ? blame.either : blame.subject) = true;
}

std::string who_changed(const Watch& watch, const Blame& blame) {
  const std::string& subject = watch.of.subject.text;
  const std::string judge = watch.judge.empty() ? "its judge" : "its judge " + watch.judge;
  if (blame.subject) return blame.judge ? fmt::format("{} and {}", subject, judge) : subject;
  if (blame.judge) return fmt::format("Not {}, but {}", subject, judge);
  return fmt::format("{} or {}", subject, judge);
}

std::string look_count(std::size_t looks) {
  return fmt::format("{} {}", looks, looks == 1 ? "look" : "looks");
}

std::string quiet_text(const Watch& watch) {
  const std::string start = watch.of.subject.text;
  const std::size_t needed = looks_needed(watch.rule);
  if (watch.looks.size() < needed)
    return fmt::format("{}: {} so far, and {} more before a change of any figure can be told.",
                       start, look_count(watch.looks.size()), needed - watch.looks.size());
  std::string text =
      fmt::format("{}: nothing changed at the last of {}", start, look_count(watch.looks.size()));
  const auto found = watch.looks.back().signals.find(Signal::Score);
  if (found != watch.looks.back().signals.end()) {
    text += fmt::format("; score {:.1f}", found->second.value);
    if (found->second.difference)
      text += fmt::format(", since the first {} looks {} ({})", watch.rule.baseline,
                          signed_text(found->second.difference->point),
                          ends_text(*found->second.difference));
  }
  return text + ".";
}

}  // namespace

std::string look_time(const UtcTime& when) {
  std::string text = to_text(when);
  std::ranges::replace(text, 'T', ' ');
  return text.substr(0, 16);
}

std::string sentence_on(const Series& series, const Series::Raised& raised, const Watch& watch) {
  const double before = mean_between(series, raised.first, raised.since);
  const double change = mean_between(series, raised.since, raised.look + 1) - before;
  std::string text = fmt::format("{}: {} (since {}, {})", look_time(watch.looks[raised.look].when),
                                 what_moved(series.signal, change, before),
                                 look_time(watch.looks[raised.since].when),
                                 look_count(raised.look + 1 - raised.since));
  if (series.signal == Signal::Score) text += whose_score(watch);
  return text;
}

std::string sentence_on_name(const Look& look, Signal signal, const std::string& name,
                             const std::string& before) {
  return fmt::format("{}: the {} is {}; before: {}", look_time(look.when), to_text(signal), name,
                     before);
}

std::string sentence_on(const Watch& watch) {
  std::vector<std::string> now;
  Blame blame;
  for (const Alarm& alarm : watch.alarms) {
    if (alarm.look + 1 != watch.looks.size()) continue;
    now.push_back(alarm.sentence);
    add_blame(blame, watch, alarm.signal);
  }
  if (now.empty()) return quiet_text(watch);
  return fmt::format("{} changed. {}.", who_changed(watch, blame), join(now, ". "));
}

std::vector<std::string> notes_on(const Watch& watch) {
  std::vector<std::string> notes;
  if (!watch.threshold || watch.signals.empty()) return notes;
  std::vector<std::string> names;
  for (const Signal signal : watch.signals) names.emplace_back(to_text(signal));
  notes.push_back(fmt::format(
      "one false alarm in {} looks or more, of {} together: CUSUM of reference {:.4g} and height "
      "{:.2f} each ({}; {:.0f} looks in control at {:.2f})",
      watch.rule.in_control, join(names, ", "), watch.threshold->reference, watch.threshold->height,
      watch.threshold->method, watch.threshold->measured, watch.threshold->simulated));
  notes.emplace_back(
      "samples of one look are taken to vary apart: what moves a whole look by chance, such as a "
      "judge's mood, would alarm more often");
  return notes;
}

}  // namespace attune
