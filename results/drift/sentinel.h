#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/drift/drift.h"
#include "results/drift/release_facts.h"
#include "results/stats/cusum_threshold.h"
#include "results/stats/estimate.h"

namespace attune {

// What a watch looks at. Those before ServedId are figures that vary by chance and share one rate
// of false alarms; the others are names, and any other name is an alarm.
enum class Signal {
  Score,     // the subject's points; where there are anchors, less what the judge gave these more
  Judge,     // the judge's points for anchors
  Refusals,  // % of samples
  Length,    // characters of a sample's replies
  Latency,   // ms of a sample's calls
  ServedId,
  Fingerprint,
  JudgeServedId,
  JudgeFingerprint,
};

// "score", "judge", "refusals", "length", "latency", "served id", "fingerprint", …
std::string_view to_text(Signal signal);

// Whether it tells of the judge, and not of the subject.
bool is_of_judge(Signal signal);

// One figure at one look.
struct SignalAt {
  double value = 0;  // in the signal's unit
  // How far off all earlier looks since the last alarm, as a standard normal where nothing changed;
  // absent in a baseline.
  std::optional<double> normal;
  double above = 0;  // the CUSUM's sums after this look; an alarm is beyond the threshold
  double below = 0;
  // Score and Judge: mean of the looks since the first baseline less that baseline, in points, with
  // an interval that holds at all looks at once (Watch::level).
  std::optional<Estimate> difference;
  bool operator==(const SignalAt&) const = default;
};

struct Look {
  UtcTime when;
  std::vector<RunId> runs;
  ServedAs subject_as;
  ServedAs judge_as;
  std::map<Signal, SignalAt> signals;  // those that are figures and were had
  bool operator==(const Look&) const = default;
};

struct Alarm {
  Signal signal = Signal::Score;
  std::size_t look = 0;   // index of the look that raised it
  std::size_t since = 0;  // index of the first look that is likely otherwise, at most `look`
  std::string sentence;
  bool operator==(const Alarm&) const = default;
};

struct WatchRule {
  std::size_t in_control = 100;  // looks between false alarms of all signals together, at least 10
  std::size_t baseline = 3;      // looks before anything is said, at least 2
  double level = 0.95;           // of the differences to the baseline
  std::uint64_t seed = 1;        // of the threshold's simulation
  bool operator==(const WatchRule&) const = default;
};

// What the looks so far say.
struct Watch {
  DriftSubject of;
  std::string judge;  // empty for rules
  WatchRule rule;
  std::vector<Signal> signals;              // the figures that share the rate of false alarms
  std::optional<CusumThreshold> threshold;  // absent while all is baseline
  std::vector<Look> looks;                  // by time
  std::vector<Alarm> alarms;                // by look, then signal
  std::string sentence;                     // the answer: what changed at the last look, or nothing
  std::vector<std::string> notes;
  bool operator==(const Watch&) const = default;
};

// A pure function of its arguments; the order of the looks does not matter. Every figure is held
// against all looks before it (results/stats/self_starting.h) and added up by a CUSUM of reference
// 0.5; each of n figures alarms once in n x in_control looks, so that all together do once in
// in_control or less. A look's own samples tell how far scores and lengths vary; latency is held
// against how looks have varied. After an alarm the signal starts anew: the looks that follow are
// its next baseline. REQUIRES: at least one look, of one panel and one judge; a rule in its ranges.
Watch make_watch(DriftSubject of, std::vector<ReleaseFacts> looks, const WatchRule& rule);

// The same with a threshold that was found before: for many subjects on one panel.
Watch make_watch(DriftSubject of, std::vector<ReleaseFacts> looks, const WatchRule& rule,
                 const CusumThreshold& threshold);

// What make_watch() finds a threshold for; absent where nothing can be said yet.
std::optional<CusumWish> threshold_wish(const std::vector<ReleaseFacts>& looks,
                                        const WatchRule& rule);

// Looks that are needed before anything can be said: the baseline and one more.
std::size_t looks_needed(const WatchRule& rule);

// Whether the last look raised an alarm: what a cron job wants to know.
bool changed(const Watch& watch);

}  // namespace attune
