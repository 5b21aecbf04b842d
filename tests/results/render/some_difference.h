#pragma once

#include "results/differences/difference.h"

namespace attune {

// Two differences made by hand: one shown, of a side with a hostile name, and one that failed.
inline DifferenceReport some_difference_report() {
  DifferenceReport report;
  report.pack = {"tiny"};
  report.version = "1.0";
  report.title = "Tiny pack";
  report.digest = "sha256:00";
  report.scorer = "rubric@1";
  report.judge = "lab/judge";
  report.margin = 2;
  report.first = {.subject = {"openai/gpt-4"}, .release = "v2"};
  report.notes = {"interval: by hand"};

  Difference shown;
  shown.second = {.subject = {"=evil/\x1b[2J|<b>`x`\n\"y\", z"}, .run = {"3f2a91c0dd"}};
  shown.first_mean = 71.25;
  shown.second_mean = 68.05;
  shown.difference = Estimate{.point = 3.2, .low = 1.1, .high = 5.3, .samples = 90, .clusters = 45};
  shown.p = 0.002;
  shown.adjusted = 0.004;
  shown.test = "9999 choices of signs";
  shown.shown = true;
  shown.correlation = Estimate{.point = 0.62, .low = 0.4, .high = 0.78, .clusters = 45};
  shown.effect = Estimate{.point = 0.45, .low = 0.14, .high = 0.76, .clusters = 45};
  shown.equivalence = Equivalence{
      .margin = 2, .level = 0.9, .interval = Interval{1.5, 4.9}, .likeness = Likeness::Different};
  shown.detectable = {
      .declared_sd = 100.0 / 3, .before = 13.9, .after = 3.01, .scenarios_for_margin = 102};
  shown.spreads.emplace().difference = {.scenarios = VariancePart{.variance = 0, .cut = true},
                                        .repeats = VariancePart{.variance = 16},
                                        .of_means = 25,
                                        .values = 90};
  shown.wins = {.won = 30, .tied = 2, .lost = 13};
  shown.points = {{{"ring"}, "The ring", 80, 60, 20, 2}, {{"cake"}, "", 50, 55, -5, 2}};
  shown.criteria = {{.name = "war|mth",
                     .difference = Estimate{.point = 0.5, .low = 0.1, .high = 0.9, .samples = 90},
                     .p = 0.0001234,
                     .adjusted = 0.03}};
  shown.missing = {.intended = 92, .pairs = 90, .second_alone = 1, .bounds = Bounds{1, 5.5}};
  shown.notes = {"1 scored sample had no counterpart"};

  Difference failed;
  failed.second = {.subject = {"stub/skill-50"}, .stub = true};
  failed.failed = "nothing was scored on both sides";
  report.differences = {std::move(shown), std::move(failed)};
  return report;
}

}  // namespace attune
