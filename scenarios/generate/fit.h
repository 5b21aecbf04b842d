#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/base/rng.h"
#include "scenarios/generate/registry.h"

namespace attune {

// Which building blocks of a registry go together and with which core issues: what one side
// avoids, neither side gets, and ages fit the issue and the background. Blocks and issues are
// numbered as they stand in the registry.
class Fit {
 public:
  explicit Fit(const Registry& registry);

  [[nodiscard]] bool issue_clashes(std::size_t issue, std::size_t block) const {
    return issues_[issue][block];
  }

  // Every block clashes with itself.
  [[nodiscard]] bool clashes(std::size_t one, std::size_t other) const {
    return blocks_[one][other];
  }

 private:
  std::vector<std::vector<bool>> issues_;
  std::vector<std::vector<bool>> blocks_;
};

// The blocks of one persona: one of each kind, or two of a kind of which there may be two.
using Cast = std::array<std::vector<std::size_t>, kBlockKinds>;

// What a search is for.
struct CastWanted {
  std::size_t issue = 0;
  // How many of each kind: 1, or 2 where a second is welcome if one fits.
  std::array<std::size_t, kBlockKinds> most = {};
  // Whether the persona with these blocks is there already; asked once relationship, trust and
  // defence are chosen.
  std::function<bool(std::size_t relationship, std::size_t trust, std::size_t defence)> taken;
  std::size_t steps = 100'000;  // the search ends after so many
};

// Blocks that go together, drawn at random among what fits the blocks drawn before: relationships
// by weight, others evenly. The heaviest relationship keeps its share of all weight, however few of
// the others fit: otherwise the one that goes with nearly everything would crowd them out. Where a
// draw leads nowhere the next is tried, so that it fails only if there is no cast at all or the
// steps are used up. FixInput that says why, without naming the issue.
Result<Cast> draw_cast(const Registry& registry, const Fit& fit, const CastWanted& wanted,
                       Rng& rng);

}  // namespace attune
