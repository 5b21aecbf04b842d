#include "scenarios/generate/fit.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace attune {
namespace {

bool has_band(const Block& block, AgeBand band) {
  return std::ranges::find(block.bands, band) != block.bands.end();
}

bool ages_fit(const CoreIssue& issue, const Block& block) {
  return !issue.ages || block.bands.empty() || has_band(block, *issue.ages);
}

bool ages_fit(const Block& one, const Block& other) {
  if (one.kind == BlockKind::Age && other.kind == BlockKind::Background)
    return has_band(other, one.bands.front());
  if (other.kind == BlockKind::Age && one.kind == BlockKind::Background)
    return has_band(one, other.bands.front());
  return true;
}

bool avoids(const auto& one, const std::string& name) {
  return std::ranges::find(one.avoid, name) != one.avoid.end();
}

constexpr std::size_t index_of(BlockKind kind) {
  return static_cast<std::size_t>(kind);
}

// Depth first over the kinds, with a look ahead: a choice that leaves a later kind without any
// block is undone at once.
class Search {
 public:
  Search(const Registry& registry, const Fit& fit, const CastWanted& wanted, Rng& rng)
      : registry_(registry),
        fit_(fit),
        wanted_(wanted),
        rng_(rng),
        clashes_(registry.blocks.size()) {
    std::size_t first = 0;
    for (std::size_t kind = 0; kind < kBlockKinds; ++kind) {
      first_[kind] = first;
      first += registry.of(static_cast<BlockKind>(kind)).size();
    }
    first_[kBlockKinds] = first;
    for (std::size_t block = 0; block < clashes_.size(); ++block)
      clashes_[block] = fit.issue_clashes(wanted.issue, block) ? 1 : 0;
  }

  Result<Cast> run() {
    for (std::size_t kind = 0; kind < kBlockKinds; ++kind) {
      if (!has_choice(kind))
        return fix_input(fmt::format("avoids every {}", to_text(static_cast<BlockKind>(kind))));
    }
    if (!choose(0)) return why_not();
    for (std::size_t kind = 0; kind < kBlockKinds; ++kind) add_second(kind);
    return std::move(cast_);
  }

 private:
  bool has_choice(std::size_t kind) const {
    for (std::size_t block = first_[kind]; block < first_[kind + 1]; ++block) {
      if (clashes_[block] == 0) return true;
    }
    return false;
  }

  std::vector<std::size_t> choices(std::size_t kind) const {
    std::vector<std::size_t> blocks;
    for (std::size_t block = first_[kind]; block < first_[kind + 1]; ++block) {
      if (clashes_[block] == 0) blocks.push_back(block);
    }
    return blocks;
  }

  // The weights of relationships, among which `fitting` are those that can be taken.
  std::vector<double> weights_among(const std::vector<std::size_t>& fitting) const {
    const std::span<const Block> all = registry_.of(BlockKind::Relationship);
    std::vector<double> weights;
    for (const Block& block : all) weights.push_back(block.weight);
    const auto heaviest = std::ranges::max_element(weights);
    const auto at = static_cast<std::size_t>(heaviest - weights.begin());
    double others = 0;
    double others_that_fit = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) others += i == at ? 0 : weights[i];
    for (const std::size_t block : fitting) others_that_fit += block == at ? 0 : weights[block];
    if (others_that_fit > 0) *heaviest *= others_that_fit / others;
    return weights;
  }

  // Each place falls to one of the rest in proportion to its weight.
  void shuffle_by_weight(std::vector<std::size_t>& blocks) {
    const std::vector<double> weights = weights_among(blocks);
    for (auto at = blocks.begin(); at != blocks.end(); ++at) {
      double sum = 0;
      for (auto rest = at; rest != blocks.end(); ++rest) sum += weights[*rest];
      double left = rng_.uniform() * sum;
      auto taken = at;
      while (taken + 1 != blocks.end() && (left -= weights[*taken]) >= 0) ++taken;
      std::iter_swap(at, taken);
    }
  }

  bool choose(std::size_t kind) {
    if (kind == kBlockKinds) return true;
    std::vector<std::size_t> blocks = choices(kind);
    if (kind == index_of(BlockKind::Relationship)) {  // the first kind, so numbered from 0
      shuffle_by_weight(blocks);
    } else {
      rng_.shuffle(blocks);
    }
    for (const std::size_t block : blocks) {
      if (++steps_ > wanted_.steps) return false;
      if (is_taken(kind, block)) continue;
      place(kind, block);
      if (leaves_choices(kind + 1) && choose(kind + 1)) return true;
      take_back(kind);
    }
    return false;
  }

  bool is_taken(std::size_t kind, std::size_t block) {
    if (kind != index_of(BlockKind::Defence) || !wanted_.taken) return false;
    const bool taken = wanted_.taken(cast_[index_of(BlockKind::Relationship)].front(),
                                     cast_[index_of(BlockKind::Trust)].front(), block);
    met_taken_ = met_taken_ || taken;
    return taken;
  }

  bool leaves_choices(std::size_t from) const {
    for (std::size_t kind = from; kind < kBlockKinds; ++kind) {
      if (!has_choice(kind)) return false;
    }
    return true;
  }

  void place(std::size_t kind, std::size_t block) {
    cast_[kind].push_back(block);
    count(block, 1);
  }

  void take_back(std::size_t kind) {
    count(cast_[kind].back(), -1);
    cast_[kind].pop_back();
  }

  void count(std::size_t block, int by) {
    for (std::size_t other = 0; other < clashes_.size(); ++other) {
      if (fit_.clashes(block, other)) clashes_[other] += by;
    }
  }

  void add_second(std::size_t kind) {
    if (wanted_.most[kind] < 2) return;
    const std::vector<std::size_t> blocks = choices(kind);
    if (!blocks.empty()) place(kind, blocks[rng_.below(blocks.size())]);
  }

  Error why_not() const {
    if (steps_ > wanted_.steps)
      return fix_input(
          fmt::format("no blocks that go together were found in {} steps", wanted_.steps));
    if (met_taken_)
      return fix_input("every relationship, trust and defence that fit are used up; ask for fewer");
    return fix_input("no combination of blocks fits: what goes with it avoids each other");
  }

  const Registry& registry_;
  const Fit& fit_;
  const CastWanted& wanted_;
  Rng& rng_;
  std::array<std::size_t, kBlockKinds + 1> first_ = {};  // block of each kind
  std::vector<int> clashes_;  // of each block with the issue and what is chosen
  Cast cast_;
  std::size_t steps_ = 0;
  bool met_taken_ = false;
};

}  // namespace

Fit::Fit(const Registry& registry) {
  const std::vector<Block>& blocks = registry.blocks;
  std::vector<std::string> names;
  names.reserve(blocks.size());
  for (const Block& block : blocks) names.push_back(block.name());
  for (const CoreIssue& issue : registry.issues) {
    std::vector<bool>& row = issues_.emplace_back();
    for (std::size_t at = 0; at < blocks.size(); ++at) {
      row.push_back(!ages_fit(issue, blocks[at]) || avoids(issue, names[at]) ||
                    avoids(blocks[at], issue.name()));
    }
  }
  for (std::size_t one = 0; one < blocks.size(); ++one) {
    std::vector<bool>& row = blocks_.emplace_back();
    for (std::size_t other = 0; other < blocks.size(); ++other) {
      row.push_back(one == other || !ages_fit(blocks[one], blocks[other]) ||
                    avoids(blocks[one], names[other]) || avoids(blocks[other], names[one]));
    }
  }
}

Result<Cast> draw_cast(const Registry& registry, const Fit& fit, const CastWanted& wanted,
                       Rng& rng) {
  return Search(registry, fit, wanted, rng).run();
}

}  // namespace attune
