#include "results/differences/make_differences.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "results/differences/mean_difference.h"
#include "results/differences/missing_pairs.h"
#include "results/differences/paired_values.h"
#include "results/differences/side_values.h"
#include "results/differences/whole_difference.h"
#include "results/stats/multiplicity.h"

namespace attune {
namespace {

// How many pairs are missing matters beside how many there are.
void add_alone_notes(Difference& difference, const Side& first) {
  const auto say = [&difference](const Side& side, std::size_t alone) {
    if (alone == 0) return;
    difference.notes.push_back(fmt::format("{} scored {} of {} had no counterpart and took no part",
                                           alone, alone == 1 ? "sample" : "samples",
                                           side.subject.text));
  };
  say(first, difference.missing.first_alone);
  say(difference.second, difference.missing.second_alone);
}

// With few scenarios no test can find anything: say so before somebody waits for it.
void add_reach_note(Difference& difference, double level) {
  if (difference.points.empty() || difference.binary) return;
  const std::size_t unequal = difference.points.size() - difference.wins.tied;
  const double least = std::ldexp(2, -static_cast<int>(std::min<std::size_t>(unequal, 1000)));
  if (unequal == 0 || least <= 1 - level) return;
  difference.notes.push_back(
      fmt::format("only {} {}: p cannot come below {:.4g}, so that no difference can be shown",
                  unequal, unequal == 1 ? "scenario differs" : "scenarios differ", least));
}

Difference make_difference(const DifferenceFacts& facts, const SideValues& first, std::size_t other,
                           const DifferenceOptions& options) {
  const SideFacts& side = facts.sides[other];
  const SideValues second = side_values(side, facts.rule.headline);
  Difference difference{.second = side.side};
  difference.missing = missing_pairs(first, second, facts, other);
  if (facts.rule.headline == ScoreRule::Headline::Whole) {
    add_whole_difference(difference, first, second, facts, options);
  } else {
    const std::vector<PairedScenario> pairs = paired(first.points, second.points);
    if (pairs.empty()) {
      difference.failed = "nothing was scored on both sides";
      return difference;
    }
    add_mean_difference(difference, pairs, facts, options);
    difference.spreads->first = variance_parts(first.judged);
    difference.spreads->second = variance_parts(second.judged);
  }
  difference.criteria = criterion_differences(first, second, options);
  add_alone_notes(difference, facts.sides.front().side);
  add_reach_note(difference, options.bootstrap.level);
  return difference;
}

bool excludes_zero(const Estimate& estimate) {
  return estimate.low && (*estimate.low > 0 || *estimate.high < 0);
}

// What takes all others together: Holm, and with it what is shown.
void decide(std::vector<Difference>& differences, double level) {
  std::vector<double> p;
  for (const Difference& each : differences) {
    if (each.p) p.push_back(*each.p);
  }
  const std::vector<double> adjusted = holm(p);
  auto next = adjusted.begin();
  for (Difference& each : differences) {
    if (each.p) each.adjusted = *next++;
    each.shown = each.adjusted && *each.adjusted <= 1 - level && each.difference &&
                 excludes_zero(*each.difference);
    if (!each.equivalence) continue;
    each.equivalence->likeness =
        likeness_of(each.shown, each.equivalence->interval, each.equivalence->margin);
  }
}

void add_stub_notes(DifferenceReport& report) {
  std::size_t stubs = report.first.stub ? 1 : 0;
  for (const Difference& each : report.differences) stubs += each.second.stub ? 1 : 0;
  if (SubjectId{report.judge}.is_stub())
    report.notes.emplace_back("the judge is attune's stub: these marks measure no model");
  if (stubs == 0) return;
  report.notes.emplace_back(
      stubs == report.differences.size() + 1
          ? "all of these are attune's own test endpoint: no model was measured"
          : "stub subjects are attune's own test endpoint, not a model: what they are held against "
            "was measured, they were not");
}

// What a reader of the spreads must know.
void add_spread_notes(DifferenceReport& report) {
  bool cut = false;
  bool one_verdict = false;
  const auto look = [&](const VarianceParts& parts) {
    for (const auto& part : {parts.scenarios, parts.repeats, parts.judges})
      cut = cut || (part && part->cut);
  };
  for (const Difference& each : report.differences) {
    if (!each.spreads) continue;
    look(each.spreads->first);
    look(each.spreads->second);
    look(each.spreads->difference);
    one_verdict = one_verdict || !each.spreads->first.judges || !each.spreads->second.judges;
  }
  if (cut)
    report.notes.emplace_back(
        "spread: a part whose estimate came out below 0, which none can be, is cut off there");
  if (one_verdict && !report.judge.empty())
    report.notes.emplace_back(
        "spread: with one verdict a sample, chance in the judge's marks is counted with the "
        "repeats");
}

std::string interval_note(const DifferenceFacts& facts, const Bootstrap& bootstrap) {
  const bool whole = facts.rule.headline == ScoreRule::Headline::Whole;
  return fmt::format(
      "interval: {:.4g} % bootstrap over {} (expanded percentile, Hesterberg 2015), {} resamples, "
      "seed {}; a difference is shown where it excludes 0 and p is at most {:.4g}",
      100 * bootstrap.level, whole ? "clusters of scenarios" : "scenarios", bootstrap.resamples,
      bootstrap.seed, 1 - bootstrap.level);
}

void add_notes(DifferenceReport& report, const DifferenceFacts& facts) {
  report.notes = facts.notes;
  report.notes.push_back(interval_note(facts, report.bootstrap));
  if (report.differences.size() > 1)
    report.notes.push_back(
        fmt::format("p is adjusted for {} comparisons (Holm); intervals are each by itself",
                    report.differences.size()));
  if (facts.rule.headline == ScoreRule::Headline::FirstOrRevised)
    report.notes.emplace_back(
        "first pass or revision as chosen for each playing of the pack, and taken as given");
  add_spread_notes(report);
  add_stub_notes(report);
}

}  // namespace

DifferenceReport make_differences(const DifferenceFacts& facts, const DifferenceOptions& options) {
  assert(facts.sides.size() >= 2);
  DifferenceReport report{.pack = facts.pack.id,
                          .version = facts.pack.version,
                          .title = facts.pack.title,
                          .digest = facts.pack.digest,
                          .scorer = facts.scorer,
                          .judge = facts.judge,
                          .bootstrap = options.bootstrap,
                          .margin = options.margin,
                          .shown_scenarios = options.shown_scenarios,
                          .first = facts.sides.front().side};
  const SideValues first = side_values(facts.sides.front(), facts.rule.headline);
  for (std::size_t other = 1; other < facts.sides.size(); ++other)
    report.differences.push_back(make_difference(facts, first, other, options));
  decide(report.differences, options.bootstrap.level);
  add_notes(report, facts);
  return report;
}

}  // namespace attune
