#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "results/drift/release_facts.h"
#include "scenarios/base/rng.h"

namespace attune::testing {

// Looks at a panel of which the truth is known; what changes does so from look `change` on.
struct WatchWorld {
  std::size_t looks = 30;
  std::size_t scenarios = 20;
  std::size_t anchors = 10;  // 0: none, and rules mark
  double reply_sd = 6;
  double judge_sd = 3;
  double refused = 0.03;    // of samples
  double length_sd = 0.15;  // of a reply's logarithm
  double latency_sd = 0.2;  // of a look's logarithm
  std::size_t change = 1000;
  double score = 0;     // quality more
  double judge = 0;     // points the judge gives more
  double refusals = 0;  // share more
  double length = 0;    // of the logarithm
  double latency = 0;   // likewise
};

inline constexpr std::int64_t kDay = 86'400'000;

inline ReleaseFacts a_look(const WatchWorld& world, std::size_t look, Rng& rng) {
  const bool later = look >= world.change;
  ReleaseFacts made;
  made.when = {1'795'000'000'000 + static_cast<std::int64_t>(look) * kDay};
  made.runs = {{fmt::format("run {}", look)}};
  if (world.anchors > 0) made.judge = "lab/judge";
  made.subject_as.ids = {"model-1"};
  const double slow = world.latency_sd * rng.normal() + (later ? world.latency : 0);
  const auto mark = [&](double quality) {
    return quality + world.judge_sd * rng.normal() + (later ? world.judge : 0);
  };
  for (std::size_t at = 0; at < world.scenarios; ++at) {
    const ScenarioId id{fmt::format("s{:02}", at)};
    const double quality = 40 + 2.0 * static_cast<double>(at) + world.reply_sd * rng.normal();
    made.points[id] = {mark(quality + (later ? world.score : 0))};
    Vital vital{.scenario = id};
    if (rng.uniform() < world.refused + (later ? world.refusals : 0))
      vital.outcome = Outcome::Refused;
    vital.length =
        std::round(900 * std::exp(world.length_sd * rng.normal() + (later ? world.length : 0)));
    vital.latency = Millis(std::llround(2000 * std::exp(slow + 0.3 * rng.normal())));
    made.vitals.push_back(vital);
  }
  for (std::size_t at = 0; at < world.anchors; ++at)
    made.anchors.push_back({fmt::format("anchor {:02}", at),
                            {fmt::format("s{:02}", at)},
                            mark(45 + 3.0 * static_cast<double>(at))});
  return made;
}

inline std::vector<ReleaseFacts> looks_in(const WatchWorld& world, std::uint64_t seed) {
  Rng rng = Rng::named(seed, "watch world");
  std::vector<ReleaseFacts> looks;
  for (std::size_t look = 0; look < world.looks; ++look) looks.push_back(a_look(world, look, rng));
  return looks;
}

}  // namespace attune::testing
