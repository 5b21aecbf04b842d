#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/plan/settings.h"
#include "scenarios/base/ids.h"
#include "scenarios/load/as_played.h"
#include "scenarios/model/pack.h"

namespace attune {

// A model with everything about it that decides what it says.
struct Contender {
  SubjectId id;
  SubjectSettings settings;
  bool operator==(const Contender&) const = default;
};

// What a run is to do.
struct RunRequest {
  std::vector<Pack> packs;
  std::vector<Contender> subjects;
  std::vector<Contender> judges;  // empty: scorers that ask are left out
  std::optional<Contender> user;  // plays the simulated users, where a pack has any
  int repeat = 1;
  std::optional<std::size_t> limit;  // scenarios of each pack, the first ones
  std::string release;
  std::uint64_t seed = 1;
  PlayOptions play;  // applied to the packs already
};

// Everybody a run asks: subjects, judges and who plays the simulated users.
std::vector<Contender> everybody(const RunRequest& request);

// One sample to play; indices into the request.
struct Planned {
  std::uint32_t pack = 0;
  std::uint32_t scenario = 0;
  std::uint32_t subject = 0;
  std::int32_t repeat = 1;
  bool operator==(const Planned&) const = default;
};

// Every sample a run intends, in order. A pure function of the request: complete blocks (all
// subjects × one scenario × one repeat) in an order shuffled on the seed, so that a run that is
// stopped anywhere leaves a fair, paired part.
struct Plan {
  RunId run;
  std::vector<Planned> samples;
};

Plan make_plan(const RunRequest& request);

SampleKey key_of(const Planned& planned, const RunRequest& request);

// What decides the results, as JSON: kept with the run. Addresses, keys, lane widths, budget and
// the numbers of repeats and scenarios are left out: with other ones it is still the same run,
// and more repeats or scenarios extend it.
std::string settings_json(const RunRequest& request);

}  // namespace attune
