#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "results/drift/release_facts.h"
#include "scenarios/base/rng.h"

namespace attune::testing {

// Two releases of which the truth is known. Points are what a judge makes of a reply's quality.
struct DriftWorld {
  std::size_t scenarios = 66;
  std::size_t repeats = 1;
  std::size_t anchors = 40;   // 0: none
  double level = 65;          // quality of the subject's replies, mean
  double scenario_sd = 12;    // of how hard scenarios are
  double reply_sd = 6;        // of replies to one scenario
  double judge_sd = 3;        // of marks of one reply
  double model_shift = 0;     // of the quality at the later release
  double model_shift_sd = 0;  // over scenarios
  double judge_shift = 0;     // of the later marks
  double judge_shift_sd = 0;  // over scenarios
  double judge_scale = 1;     // later marks = 50 + scale x (earlier ones - 50)
  bool own_anchors = true;    // anchors are the subject's own replies, first verdicts shared
  double anchor_level = 65;   // quality of anchors that are not
};

struct TwoReleases {
  ReleaseFacts from, to;
};

// What the judge gives at the earlier or the later release.
class WorldJudge {
 public:
  WorldJudge(const DriftWorld& world, Rng& rng) : world_(world), rng_(rng) {
    for (std::size_t at = 0; at < world.scenarios; ++at)
      shifts_.push_back(world.judge_shift + world.judge_shift_sd * rng.normal());
  }

  double mark(double quality, std::size_t scenario, bool later) {
    const double seen =
        later ? 50 + world_.judge_scale * (quality - 50) + shifts_[scenario] : quality;
    return std::clamp(seen + world_.judge_sd * rng_.normal(), 0.0, 100.0);
  }

 private:
  const DriftWorld& world_;
  Rng& rng_;
  std::vector<double> shifts_;
};

inline ScenarioId scenario_named(std::size_t at) {
  return {fmt::format("s{:03}", at)};
}

// Anchors are spread over scenarios at random: one of each, then a second of some.
inline std::vector<std::size_t> anchored(const DriftWorld& world, Rng& rng) {
  std::vector<std::size_t> order(world.scenarios);
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  rng.shuffle(order);
  std::vector<std::size_t> chosen;
  for (std::size_t at = 0; at < world.anchors; ++at) chosen.push_back(order[at % order.size()]);
  return chosen;
}

inline TwoReleases two_releases(const DriftWorld& world, std::uint64_t seed) {
  Rng rng = Rng::named(seed, "drift world");
  WorldJudge judge(world, rng);
  TwoReleases made;
  made.from.label = "2026-06";
  made.from.when = {1'780'000'000'000};
  made.to.label = "2026-11";
  made.to.when = {1'793'000'000'000};
  made.from.judge = made.to.judge = "lab/judge";
  std::vector<double> hardness(world.scenarios);
  std::vector<std::pair<double, double>> first(world.scenarios);  // quality and mark
  for (std::size_t at = 0; at < world.scenarios; ++at) {
    hardness[at] = world.scenario_sd * rng.normal();
    const double moved = world.model_shift + world.model_shift_sd * rng.normal();
    for (std::size_t repeat = 0; repeat < world.repeats; ++repeat) {
      const double before = world.level + hardness[at] + world.reply_sd * rng.normal();
      const double after = world.level + moved + hardness[at] + world.reply_sd * rng.normal();
      const double mark = judge.mark(before, at, false);
      if (repeat == 0) first[at] = {before, mark};
      made.from.points[scenario_named(at)].push_back(mark);
      made.to.points[scenario_named(at)].push_back(judge.mark(after, at, true));
    }
  }
  std::size_t number = 0;
  for (const std::size_t at : anchored(world, rng)) {
    const std::string name = fmt::format("anchor {}", number++);
    double quality = world.anchor_level + hardness[at] + world.reply_sd * rng.normal();
    double before = judge.mark(quality, at, false);
    if (world.own_anchors && number <= world.scenarios) std::tie(quality, before) = first[at];
    made.from.anchors.push_back({name, scenario_named(at), before});
    made.to.anchors.push_back({name, scenario_named(at), judge.mark(quality, at, true)});
  }
  return made;
}

}  // namespace attune::testing
